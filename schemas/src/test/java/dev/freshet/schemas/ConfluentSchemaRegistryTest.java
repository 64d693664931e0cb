package dev.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an HTTP server that gives prepared answers. */
class ConfluentSchemaRegistryTest {

    private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}";
    private static final String FOUND = "{\"schema\":\"" + SCHEMA.replace("\"", "\\\"") + "\"}";

    private record Answer(int status, String body) {}

    private final Queue<Answer> answers = new ArrayDeque<>();
    private HttpServer server;
    private int calls;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldRepeatWhatMayPassAndRememberTheAnswer() {
        answers.add(new Answer(503, "{\"error_code\":50301,\"message\":\"starting\"}"));
        answers.add(new Answer(429, "slow down"));
        answers.add(new Answer(200, FOUND));
        SchemaRegistry registry = connect(2);

        assertThat(List.of(registry.schema(1), registry.schema(1))).containsExactly(SCHEMA, SCHEMA);
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void shouldGiveUpAfterTheLastRetry() {
        for (int i = 0; i < 3; i++) {
            answers.add(new Answer(500, "{\"error_code\":50001,\"message\":\"store is down\"}"));
        }

        assertThatThrownBy(() -> connect(1).schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(url())
                .hasMessageContaining("get schema 1, tried 2 times")
                .hasMessageContaining("store is down")
                .hasMessageContaining("check that it runs");
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void shouldTellASilentRegistryFromABadRecord() {
        server.stop(0);
        AvroSerde serde = new AvroSerde(connect(1));

        assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[] {0, 0, 0, 0, 1, 2}))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> serde.serializer().serialize("t", new Tick(1L)))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("register subject t-dev.freshet.schemas.Tick");
    }

    @Test
    void shouldNotTakeAWrongAddressForAnUnknownSchema() {
        answers.add(new Answer(404, "<html>nothing here</html>"));

        assertThatThrownBy(() -> connect(3).schema(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void shouldKnowThatASchemaIsUnknown() {
        answers.add(new Answer(404, "{\"error_code\":40403,\"message\":\"Schema 1 not found\"}"));

        assertThatThrownBy(() -> connect(3).schema(1))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("no schema with id 1");
    }

    @Test
    void shouldNameTheSubjectOfAnIncompatibleSchema() {
        answers.add(new Answer(409, "{\"error_code\":409,\"message\":\"reader lacks a default\"}"));

        assertThatThrownBy(() -> connect(3).register("s", SCHEMA))
                .isInstanceOf(SchemaRejectedException.class)
                .hasMessageContaining("subject s")
                .hasMessageContaining("reader lacks a default")
                .hasMessageContaining("make the change compatible");
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void shouldDoubleThePauseUpToItsBound() {
        RetryPolicy policy = RetryPolicy.of(Map.of("retries.wait.ms", "100", "retries.max.wait.ms", "500"));

        assertThat(List.of(policy.pauseMs(1), policy.pauseMs(2), policy.pauseMs(3), policy.pauseMs(4)))
                .containsExactly(100L, 200L, 400L, 500L);
    }

    private SchemaRegistry connect(int retries) {
        return SchemaRegistry.connect(url(), Map.of("max.retries", Integer.toString(retries), "retries.wait.ms", "1"));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls++;
        Answer answer = answers.remove();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
