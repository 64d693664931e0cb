package dev.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.registry.SchemaRejectedException;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.serde.UndecodableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory, 0, Map.of());
        registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void shouldLetAnyAvroReaderDecodeWhatTheSerdeWrote() throws Exception {
        UserEvent event = new UserEvent("u1", "p1", ActionType.PURCHASE, "search", 7L, null, "e1");
        byte[] bytes = new AvroSerde(client()).serializer().serialize("wire", event);

        ByteBuffer frame = ByteBuffer.wrap(bytes);
        assertThat(frame.get()).isZero();
        JsonNode answer = call("GET", "/schemas/ids/" + frame.getInt(), null, 200);
        Schema schema = new Schema.Parser().parse(answer.get("schema").asText());
        GenericRecord read = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));

        assertThat(read.getSchema().getFullName()).isEqualTo("dev.freshet.schemas.UserEvent");
        assertThat(read.get("user_id")).hasToString("u1");
        assertThat(read.get("action_type")).hasToString("PURCHASE");
        assertThat(read.get("timestamp")).isEqualTo(7L);
        assertThat(read.get("request_id")).isNull();
        assertThat(read.getSchema().getField("user_id").doc()).isNotEmpty();
    }

    @Test
    void shouldRegisterUnderTopicAndRecordName() throws Exception {
        AvroSerde serde = new AvroSerde(client());
        byte[] bytes = serde.serializer().serialize("names", new Tick(5L));

        assertThat(new AvroSerde(client()).deserializer().deserialize("names", bytes))
                .isEqualTo(new Tick(5L));
        assertThat(call("GET", "/subjects", null, 200).toString()).contains("\"names-dev.freshet.schemas.Tick\"");
        JsonNode latest = call("GET", "/subjects/names-dev.freshet.schemas.Tick/versions/latest", null, 200);
        assertThat(latest.get("version").asInt()).isEqualTo(1);
        assertThat(latest.get("id").asInt()).isEqualTo(ByteBuffer.wrap(bytes).getInt(1));
    }

    @Test
    void shouldGiveEqualSchemasOneIdAndNewSchemasNewVersions() throws Exception {
        int first = client().register("evolving", record("a"));
        int again = client().register("evolving", record("a"));
        int elsewhere = client().register("evolving-too", record("a"));
        int second = client().register("evolving", record("a", "b"));

        assertThat(again).isEqualTo(first);
        assertThat(elsewhere).isEqualTo(first);
        assertThat(second).isNotEqualTo(first);
        assertThat(call("GET", "/subjects/evolving/versions", null, 200)).hasToString("[1,2]");
        assertThat(call("POST", "/subjects/evolving", body(record("a")), 200)
                        .get("version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldRejectASchemaThatCannotReadTheVersionBefore() throws Exception {
        String incompatible = record("a").replace(",\"default\":0", "").replace("\"a\"", "\"required\"");
        client().register("strict", record("a"));

        assertThatThrownBy(() -> client().register("strict", incompatible))
                .isInstanceOf(SchemaRejectedException.class)
                .hasMessageContaining("subject strict")
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE");
        assertThat(call("POST", "/compatibility/subjects/strict/versions/latest", body(incompatible), 200)
                        .get("is_compatible")
                        .asBoolean())
                .isFalse();

        call("PUT", "/config/strict", "{\"compatibility\":\"NONE\"}", 200);
        assertThat(client().register("strict", incompatible)).isPositive();
        assertThat(call("GET", "/config/strict", null, 200)).hasToString("{\"compatibilityLevel\":\"NONE\"}");
        assertThat(call("GET", "/config", null, 200)).hasToString("{\"compatibilityLevel\":\"BACKWARD\"}");
    }

    @Test
    void shouldAnswerWithConfluentsErrorCodes() throws Exception {
        client().register("known", record("a"));

        assertThat(code("GET", "/subjects/nobody/versions", null, 404)).isEqualTo(40401);
        assertThat(code("GET", "/subjects/known/versions/9", null, 404)).isEqualTo(40402);
        assertThat(code("GET", "/schemas/ids/999", null, 404)).isEqualTo(40403);
        assertThat(code("POST", "/subjects/known", body(record("z")), 404)).isEqualTo(40403);
        assertThat(code("POST", "/subjects/known/versions", "{\"schema\":\"{}\"}", 422))
                .isEqualTo(42201);
        String referring =
                "{\"schema\":\"\\\"int\\\"\",\"references\":[{\"name\":\"R\",\"subject\":\"known\",\"version\":1}]}";
        assertThat(code("POST", "/subjects/known/versions", referring, 422)).isEqualTo(42201);
        assertThat(code("GET", "/subjects/known/versions/x", null, 422)).isEqualTo(42202);
        assertThat(code("PUT", "/config/known", "{\"compatibility\":\"MAYBE\"}", 422))
                .isEqualTo(42203);
        assertThat(code("POST", "/subjects/known/versions", "not json", 400)).isEqualTo(400);
        assertThat(code("DELETE", "/subjects/known", null, 404)).isEqualTo(404);
        AvroSerde serde = new AvroSerde(client());
        assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[] {0, 0, 0, 3, 9, 0}))
                .isInstanceOf(UndecodableException.class);
    }

    @Test
    void shouldKeepIdsAndLevelsAcrossARestart() throws Exception {
        int id = client().register("lasting/with slash", record("a"));
        call("PUT", "/config/lasting", "{\"compatibility\":\"NONE\"}", 200);
        int before = call("GET", "/subjects", null, 200).size();
        stop();
        start();

        assertThat(client().schema(id))
                .isEqualTo(new Schema.Parser().parse(record("a")).toString());
        assertThat(client().register("lasting/with slash", record("a"))).isEqualTo(id);
        assertThat(client().register("after the restart", record("fresh"))).isGreaterThan(id);
        assertThat(call("GET", "/subjects", null, 200)).hasSize(before + 1);
        assertThat(call("GET", "/config/lasting", null, 200)).hasToString("{\"compatibilityLevel\":\"NONE\"}");
    }

    private static SchemaRegistry client() {
        return SchemaRegistry.connect(registry.url(), Map.of());
    }

    /** A record schema with optional int fields of these names. */
    private static String record(String... fields) {
        StringBuilder list = new StringBuilder();
        for (String field : fields) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"name\":\"%s\",\"type\":\"int\",\"default\":0}".formatted(field));
        }
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + list + "]}";
    }

    private static String body(String schema) {
        return JSON.createObjectNode().put("schema", schema).toString();
    }

    private static int code(String method, String path, String body, int status) throws Exception {
        return call(method, path, body, status).get("error_code").asInt();
    }

    private static JsonNode call(String method, String path, String body, int status) throws Exception {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                .method(method, publisher)
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }
}
