package dev.freshet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopFilesTest {

    private static final Shop SHOP = new Shop(1, 20, 60, 5, Instant.parse("2026-06-01T12:00:00Z"));

    @TempDir
    Path dir;

    @Test
    void shouldKeepTheFirstShop() throws IOException {
        ShopFiles files = new ShopFiles(dir.resolve("new"));
        assertThat(files.keep(SHOP)).isEqualTo(SHOP);
        assertThat(files.keep(new Shop(2, 1, 12, 1, Instant.EPOCH))).isEqualTo(SHOP);
    }

    @Test
    void shouldWriteEveryEventAndNoOtherFile() throws IOException {
        ShopFiles files = new ShopFiles(dir);
        Simulation simulation = Simulation.of(SHOP);
        files.writeLog(simulation);
        try (BufferedReader log = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(files.log())), StandardCharsets.UTF_8))) {
            assertThat(log.lines()).hasSize(simulation.events().size() + 1);
        }
        try (var names = Files.list(dir)) {
            assertThat(names).containsExactly(files.log());
        }
    }

    @Test
    void shouldNameADamagedFile() throws IOException {
        ShopFiles files = new ShopFiles(dir);
        Files.writeString(files.properties(), "simulation=1\nseed=1\n");
        assertThatThrownBy(() -> files.keep(SHOP)).hasMessageContaining("shop.properties is damaged");
    }

    @Test
    void shouldRejectAShopOfAnotherSimulation() throws IOException {
        ShopFiles files = new ShopFiles(dir);
        Files.writeString(files.properties(), "simulation=0\nseed=1\n");
        assertThatThrownBy(() -> files.keep(SHOP)).hasMessageContaining("version 0 of the simulation");
    }
}
