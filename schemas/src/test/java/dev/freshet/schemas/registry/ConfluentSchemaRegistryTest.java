package dev.freshet.schemas.registry;

import static dev.freshet.schemas.registry.StubRegistry.FOUND;
import static dev.freshet.schemas.registry.StubRegistry.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.retry.Backoff;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.serde.UndecodableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs against an HTTP server that gives prepared answers. */
class ConfluentSchemaRegistryTest {

    private static final String UNKNOWN = "{\"error_code\":40403,\"message\":\"Schema 1 not found\"}";

    private final StubRegistry server = new StubRegistry();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldRetryTemporaryFailuresAndCacheTheAnswer() {
        server.prepare(503, "{\"error_code\":50301,\"message\":\"starting\"}");
        server.prepare(429, "slow down");
        server.prepare(200, FOUND);
        SchemaRegistry registry = server.connect(2);

        assertThat(List.of(registry.schema(1), registry.schema(1))).containsExactly(SCHEMA, SCHEMA);
        assertThat(server.calls()).isEqualTo(3);
    }

    @Test
    void shouldGiveUpAfterTheLastRetry() {
        for (int i = 0; i < 3; i++) {
            server.prepare(500, "{\"error_code\":50001,\"message\":\"store is down\"}");
        }

        assertThatThrownBy(() -> server.connect(1).schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(server.url())
                .hasMessageContaining("get schema 1, tried 2 times")
                .hasMessageContaining("store is down")
                .hasMessageContaining("check that it runs");
        assertThat(server.calls()).isEqualTo(2);
    }

    @Test
    void shouldDistinguishASilentRegistryFromABadRecord() {
        server.close();
        AvroSerde serde = new AvroSerde(server.connect(1));

        assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[] {0, 0, 0, 0, 1, 2}))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> serde.serializer().serialize("t", new Tick(1L)))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("register subject t-dev.freshet.schemas.Tick")
                .hasMessageContaining("tried 2 times");
    }

    @Test
    void shouldNotMistakeAWrongAddressForAnUnknownSchema() {
        server.prepare(404, "<html>nothing here</html>");

        assertThatThrownBy(() -> server.connect(3).schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("HTTP 404")
                .hasMessageContaining("is this the registry's address");
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void shouldReportAnUnknownSchema() {
        server.prepare(404, UNKNOWN);

        assertThatThrownBy(() -> server.connect(3).schema(1))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("no schema with id 1");
    }

    @Test
    void shouldTreatASchemaOfAnotherKindAsABadRecordAndAskOnce() {
        server.prepare(200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
        AvroSerde serde = new AvroSerde(server.connect(3));

        for (int record = 0; record < 2; record++) {
            assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[] {0, 0, 0, 0, 1, 2}))
                    .isInstanceOf(UndecodableException.class)
                    .hasMessageContaining("is not an Avro schema");
        }
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void shouldNameTheSubjectOfAnIncompatibleSchema() {
        server.prepare(409, "{\"error_code\":409,\"message\":\"reader lacks a default\"}");

        assertThatThrownBy(() -> server.connect(3).register("s", SCHEMA))
                .isInstanceOf(SchemaRejectedException.class)
                .hasMessageContaining("subject s")
                .hasMessageContaining("reader lacks a default")
                .hasMessageContaining("make the change compatible");
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void shouldAskForAnUnknownIdOnceInAWhile() {
        server.prepare(404, UNKNOWN);
        AvroSerde serde = new AvroSerde(server.connect(3));
        byte[] junk = {0, 0, 0, 0, 1, 2};

        for (int record = 0; record < 3; record++) {
            assertThatThrownBy(() -> serde.deserializer().deserialize("t", junk))
                    .isInstanceOf(UndecodableException.class)
                    .hasMessage("undecodable record in topic t: the schema registry at " + server.url()
                            + " has no schema with id 1");
        }
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void shouldFindASchemaThatIsRegisteredAfterItsIdWasUnknown() {
        server.prepare(404, UNKNOWN);
        server.prepare(200, FOUND);
        SchemaRegistry registry = SchemaRegistry.connect(server.url(), Map.of("unknown.ids.memory.ms", "0"));

        assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(UnknownSchemaException.class);
        assertThat(registry.schema(1)).isEqualTo(SCHEMA);
    }

    @Test
    void shouldNotRememberAnOutageAsAnUnknownId() {
        server.prepare(404, "<html>nothing here</html>");
        server.prepare(500, "{\"error_code\":50001,\"message\":\"store is down\"}");
        server.prepare(200, FOUND);
        SchemaRegistry registry = server.connect(0);

        assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(registry.schema(1)).isEqualTo(SCHEMA);
    }

    @Test
    void shouldReadThePausesFromTheSettings() {
        CallPolicy policy = CallPolicy.of(Map.of("retries.wait.ms", "100", "retries.max.wait.ms", "500"));

        assertThat(policy.backoff()).isEqualTo(new Backoff(100, 500));
    }
}
