package dev.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerDirectoryTest {

    @TempDir
    Path dir;

    @Test
    void shouldChooseTheRememberedPortAgain() throws IOException {
        BrokerDirectory directory = new BrokerDirectory(dir);
        int port = ServerPorts.free();
        directory.rememberPort(port);
        assertThat(directory.choosePort(0)).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12x", "0", "70000", "99999999999"})
    void shouldChooseAnotherPortWhenTheRememberedOneCannotBeRead(String torn) throws IOException {
        Files.writeString(dir.resolve("broker.port"), torn);
        assertThat(new BrokerDirectory(dir).choosePort(0)).isBetween(1, 65_535);
    }
}
