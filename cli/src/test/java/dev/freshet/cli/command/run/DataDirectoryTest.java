package dev.freshet.cli.command.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.cli.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path dir;

    @Test
    void shouldBeNamedAfterTheLog() {
        assertThat(DataDirectory.defaultFor(Path.of("/logs/shop-2016.csv.gz")))
                .isEqualTo(Path.of("freshet-data/shop-2016"));
        assertThat(DataDirectory.defaultFor(Path.of("shop.2016.csv"))).isEqualTo(Path.of("freshet-data/shop.2016"));
        assertThat(DataDirectory.defaultFor(Path.of("shop.v2"))).isEqualTo(Path.of("freshet-data/shop.v2"));
        assertThat(DataDirectory.defaultFor(Path.of(".csv"))).isEqualTo(Path.of("freshet-data/.csv"));
        assertThat(DataDirectory.defaultFor(Path.of(".hidden"))).isEqualTo(Path.of("freshet-data/.hidden"));
    }

    @Test
    void shouldDistinguishANewDirectoryFromAUsedOne() throws IOException {
        try (DataDirectory first = DataDirectory.open(dir.resolve("data"))) {
            assertThat(first.isNew()).isTrue();
        }
        try (DataDirectory second = DataDirectory.open(dir.resolve("data"))) {
            assertThat(second.isNew()).isFalse();
        }
    }

    @Test
    void shouldBeLockedByOneRunAtATime() throws IOException {
        try (DataDirectory held = DataDirectory.open(dir)) {
            assertThatThrownBy(() -> DataDirectory.open(dir))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContainingAll(
                            "process " + ProcessHandle.current().pid(),
                            held.root().toString(),
                            "another --data-dir");
        }
        DataDirectory.open(dir).close();
    }

    @Test
    void shouldNameADirectoryThatCannotBeCreated() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(file.resolve("data").toString());
    }
}
