package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.registry.SchemaRejectedException;
import dev.freshet.schemas.registry.UnknownSchemaException;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.serde.UndecodableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The behaviour that the apps need from every server with Confluent's API. The test of each server extends this class.
 */
abstract class RegistryContract {

    private static final int NOBODYS_ID = 2_000_000_000;

    /** A subject of this test alone, because servers outlive the test. */
    private final String own = "contract-" + UUID.randomUUID();

    abstract String url();

    /** A new client, which has cached nothing. */
    SchemaRegistry client() {
        return SchemaRegistry.connect(url(), Map.of("max.retries", "1", "retries.wait.ms", "10"));
    }

    RegistryHttp http() {
        return new RegistryHttp(url());
    }

    @Test
    void shouldAssignOneIdToOneSchemaAcrossRegistrationsAndClients() {
        int id = client().register(own, record("a"));
        SchemaRegistry client = client();

        assertThat(client().register(own, record("a"))).isEqualTo(id);
        assertThat(client.register(own, record("a"))).isEqualTo(client.register(own, record("a")));
        assertThat(parse(client().schema(id))).isEqualTo(parse(record("a")));
    }

    @Test
    void shouldServeOneSchemaUnderManySubjects() {
        int first = client().register(own, record("a"));
        int second = client().register(own + "-too", record("a"));

        assertThat(parse(client().schema(first))).isEqualTo(parse(client().schema(second)));
    }

    @Test
    void shouldKeepAnIdWhenNewVersionsFollow() throws Exception {
        int first = client().register(own, record("a"));
        http().setCompatibility(own, "BACKWARD");
        int second = client().register(own, record("a", "b"));

        assertThat(second).isNotEqualTo(first);
        assertThat(client().register(own, record("a"))).isEqualTo(first);
        assertThat(parse(client().schema(first))).isEqualTo(parse(record("a")));
        assertThat(parse(client().schema(second))).isEqualTo(parse(record("a", "b")));
    }

    @Test
    void shouldRefuseASchemaThatCannotReadThePreviousVersion() throws Exception {
        client().register(own, record("a"));
        http().setCompatibility(own, "BACKWARD");
        String unreadable = SchemaBuilder.record("R")
                .fields()
                .requiredInt("without_default")
                .endRecord()
                .toString();

        assertThatThrownBy(() -> client().register(own, unreadable))
                .isInstanceOf(SchemaRejectedException.class)
                .hasMessageContaining(url())
                .hasMessageContaining("subject " + own)
                .hasMessageContaining("ncompatib")
                .hasMessageContaining("make the change compatible");
    }

    @Test
    void shouldRefuseAnInvalidSchema() {
        assertThatThrownBy(() -> client().register(own, "{\"type\":\"nonsense\"}"))
                .isInstanceOf(SchemaRejectedException.class)
                .hasMessageContaining("subject " + own);
    }

    @Test
    void shouldReportAnUnknownId() {
        AvroSerde serde = new AvroSerde(client());

        assertThatThrownBy(() -> client().schema(NOBODYS_ID))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("no schema with id " + NOBODYS_ID);
        assertThatThrownBy(() -> serde.deserializer().deserialize(own, frame(NOBODYS_ID, new byte[] {1})))
                .isInstanceOf(UndecodableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {".dots_and-dashes", " with space", "+plus", ":colon", "%percent", "?query&more=1"})
    void shouldSeparateSubjectsOfAnyCharacters(String name) throws Exception {
        int id = client().register(own + name, record("a"));

        assertThat(client().register(own + name, record("a"))).isEqualTo(id);
        assertThat(http().subjects()).contains("\"" + own + name + "\"");
    }

    @Test
    void shouldCarryRecordsFromOneSerdeToAnother() throws Exception {
        UserEvent event = new UserEvent("u1", "p1", ActionType.PURCHASE, "search", 7L, null, "e1");
        AvroSerde writer = new AvroSerde(client());
        AvroSerde reader = new AvroSerde(client());

        for (SpecificRecord record : new SpecificRecord[] {event, new Tick(5L)}) {
            byte[] bytes = writer.serializer().serialize(own, record);
            assertThat(reader.deserializer().deserialize(own, bytes)).isEqualTo(record);
        }
        assertThat(http().subjects())
                .contains("\"" + own + "-dev.freshet.schemas.UserEvent\"")
                .contains("\"" + own + "-dev.freshet.schemas.Tick\"");
    }

    @Test
    void shouldReadRecordsOfAnEarlierVersionAndRegisterItsSuccessor() throws Exception {
        String subject = own + "-dev.freshet.schemas.UserEvent";
        Schema earlier = SchemaBuilder.record("dev.freshet.schemas.UserEvent")
                .fields()
                .requiredString("user_id")
                .requiredString("product_id")
                .name("action_type")
                .type(SchemaBuilder.enumeration("dev.freshet.schemas.ActionType")
                        .symbols("VIEW", "CLICK"))
                .noDefault()
                .requiredLong("timestamp")
                .endRecord();
        int id = client().register(subject, earlier.toString());
        http().setCompatibility(subject, "BACKWARD");
        GenericRecord written = new GenericData.Record(earlier);
        written.put("user_id", "u1");
        written.put("product_id", "p1");
        written.put(
                "action_type",
                new GenericData.EnumSymbol(earlier.getField("action_type").schema(), "CLICK"));
        written.put("timestamp", 7L);

        AvroSerde serde = new AvroSerde(client());
        UserEvent expected = new UserEvent("u1", "p1", ActionType.CLICK, null, 7L, null, null);
        assertThat(serde.deserializer().deserialize(own, frame(id, body(written))))
                .isEqualTo(expected);
        byte[] now = serde.serializer().serialize(own, expected);
        assertThat(ByteBuffer.wrap(now).getInt(1)).isNotEqualTo(id);
        assertThat(new AvroSerde(client()).deserializer().deserialize(own, now)).isEqualTo(expected);
    }

    /** A record schema with int fields of these names, which have defaults. */
    static String record(String... fields) {
        SchemaBuilder.FieldAssembler<Schema> record = SchemaBuilder.record("R").fields();
        for (String field : fields) {
            record.name(field).type().intType().intDefault(0);
        }
        return record.endRecord().toString();
    }

    static Schema parse(String schema) {
        return new Schema.Parser().parse(schema);
    }

    private static byte[] body(GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static byte[] frame(int id, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }
}
