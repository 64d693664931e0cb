package dev.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.embedded.ServerPorts.Range;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerPortsTest {

    @ParameterizedTest
    @CsvSource({"32768\t60999,20000,32767", "20500 40000,40001,65535", "10000 30000,30001,65535"})
    void shouldLeaveOutThePortsOfOutgoingConnections(String ephemeral, int first, int last) {
        assertThat(Range.outside(ephemeral)).isEqualTo(new Range(first, last));
    }

    @Test
    void shouldReadTheSystemsRange() {
        assertThat(Range.outside(ServerPorts.ephemeral()).first()).isBetween(20_000, 65_536);
    }

    @Test
    void shouldBeEmptyWhereEveryPortIsForOutgoingConnections() {
        assertThat(Range.outside("1024 65535").size()).isNotPositive();
    }

    @Test
    void shouldGiveEachPortOnceEvenBeforeAnyoneListens() {
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            assertThat(ports.add(ServerPorts.free())).isTrue();
        }
    }

    @Test
    void shouldNotReportAListeningPortAsFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ServerPorts.isFree(taken.getLocalPort())).isFalse();
        }
        assertThat(ServerPorts.isFree(ServerPorts.free())).isTrue();
    }
}
