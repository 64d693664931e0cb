package dev.freshet.cli.command.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.settings.AppConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HealthServerTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final List<SocketChannel> clients = new ArrayList<>();

    @AfterEach
    void closeClients() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
    }

    @Test
    void shouldAnswerWithTheReason() throws Exception {
        try (HealthServer server = HealthServer.start(LOOPBACK, 0, NEVER)) {
            assertThat(probe(server, "live").statusCode()).isEqualTo(200);
            assertThat(probe(server, "ready").statusCode()).isEqualTo(503);
            assertThat(probe(server, "ready").body()).isEqualTo("starting\n");
            server.ask(() -> Optional.of("failed"), Optional::empty);

            assertThat(probe(server, "live").body()).isEqualTo("failed\n");
            assertThat(probe(server, "ready").statusCode()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health/live HTTP/1.1\r\nHost: a\r\n",
                "POST /health/live HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"
            })
    void shouldAnswerProbesWhileManyClientsSendHalfARequest(String half) throws Exception {
        int halves = 5 * ProbeThreads.THREADS;
        try (HealthServer server = HealthServer.start(LOOPBACK, 0, NEVER)) {
            for (int i = 0; i < halves; i++) {
                send(server, half);
            }
            await().atMost(PATIENCE).until(() -> closed() == halves - ProbeThreads.THREADS);

            for (int i = 0; i < 2 * ProbeThreads.THREADS; i++) {
                assertThat(probe(server, "live").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void shouldCloseTheConnectionOfARequestThatTakesTooLong() throws Exception {
        try (HealthServer server = HealthServer.start(LOOPBACK, 0, Duration.ofMillis(100))) {
            send(server, "GET /health/li");

            await().atMost(PATIENCE).until(() -> closed() == 1);
            // on a busy machine a whole request may take too long as well
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> probe(server, "live").statusCode() == 200);
        }
    }

    @Test
    void shouldListenOnTheLoopbackAddressUnlessAnotherIsSet() throws Exception {
        String host = String.valueOf(AppConfig.HEALTH.defaultValues().get(AppConfig.HEALTH_HOST));
        assertThat(InetAddress.getByName(host).isLoopbackAddress()).isTrue();
        try (HealthServer loopback = HealthServer.start(host, 0, NEVER);
                HealthServer all = HealthServer.start("0.0.0.0", 0, NEVER)) {
            assertThat(loopback.address().getAddress().isLoopbackAddress()).isTrue();
            assertThat(all.address().getAddress().isAnyLocalAddress()).isTrue();
        }
    }

    @Test
    void shouldNameTheSettingsWhenItCannotListen() {
        String foreign = "192.0.2.1"; // an address for documents, RFC 5737
        assertThatThrownBy(() -> HealthServer.start(foreign, 8080, NEVER))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContainingAll("health.port 8080", "health.host " + foreign, "choose another");
    }

    private void send(HealthServer server, String request) throws IOException {
        SocketChannel client = SocketChannel.open(server.address());
        clients.add(client);
        client.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
        client.configureBlocking(false);
    }

    /** Number of connections that the server has closed, answers aside. */
    private long closed() {
        return clients.stream().filter(HealthServerTest::isClosed).count();
    }

    private static boolean isClosed(SocketChannel client) {
        ByteBuffer answer = ByteBuffer.allocate(1024);
        try {
            int read = client.read(answer);
            while (read > 0) {
                answer.clear();
                read = client.read(answer);
            }
            return read < 0;
        } catch (IOException e) {
            return true; // reset
        }
    }

    private static HttpResponse<String> probe(HealthServer server, String what) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/health/" + what);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }
}
