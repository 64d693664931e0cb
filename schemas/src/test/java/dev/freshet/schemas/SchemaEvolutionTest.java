package dev.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.serde.RecordTypes;
import dev.freshet.schemas.serde.UndecodableException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Records written by an older or a newer Freshet, or by another language. */
class SchemaEvolutionTest {

    private static final String EVENT = RecordTypes.plain(UserEvent.getClassSchema());

    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final AvroSerde serde = new AvroSerde(registry);

    @Test
    void shouldReadAnActionOfTheFutureAsUnknown() throws IOException {
        Schema newer = parse(EVENT.replace("\"PURCHASE\",", "\"PURCHASE\",\"WISH\","));
        Schema action = newer.getField("action_type").schema();
        GenericRecord event = event(newer)
                .set("action_type", new GenericData.EnumSymbol(action, "WISH"))
                .build();

        assertThat(read(event).getActionType()).isEqualTo(ActionType.UNKNOWN);
    }

    @Test
    void shouldFillAFieldThatTheWriterDidNotKnow() throws IOException {
        int start = EVENT.indexOf(",{\"name\":\"event_id\"");
        Schema older = parse(EVENT.substring(0, start) + EVENT.substring(EVENT.indexOf('}', start) + 1));
        assertThat(older.getField("event_id")).isNull();

        UserEvent event = read(event(older).build());

        assertThat(event.getEventId()).isNull();
        assertThat(event.getProductId()).isEqualTo("p");
    }

    @Test
    void shouldReadMetricsOfWritersThatDidNotNameTheEvaluatingVersions() throws IOException {
        String metrics = RecordTypes.plain(TrainingMetrics.getClassSchema());
        int start = metrics.indexOf(",{\"name\":\"judged_by\"");
        Schema older = parse(metrics.substring(0, start) + "]}");
        GenericRecord written = new GenericRecordBuilder(older)
                .set("model", "m")
                .set("version", 7L)
                .set("watermark", 1L)
                .set("strata", Map.of())
                .set("unjudged", 0L)
                .set("groups", 0L)
                .set("holdout", 0L)
                .set("trained_groups", 0L)
                .set("trained_targets", 0L)
                .set("steps", 1L)
                .set("losses", Map.of())
                .build();

        TrainingMetrics read = (TrainingMetrics) serde.deserializer().deserialize("t", bytes(written));
        assertThat(read.getJudgedBy()).isEmpty();
        assertThat(read.getVersion()).isEqualTo(7);
    }

    @Test
    void shouldSkipAFieldThatThisVersionDoesNotKnow() throws IOException {
        Schema newer = parse(EVENT.replaceFirst(
                "\\{\"name\":\"product_id\"",
                "{\"name\":\"price\",\"type\":\"double\",\"default\":0},{\"name\":\"product_id\""));
        assertThat(newer.getField("price")).isNotNull();

        assertThat(read(event(newer).set("price", 9.5).build()).getProductId()).isEqualTo("p");
    }

    @Test
    void shouldRejectAWriterWithoutARequiredField() throws IOException {
        Schema wrong = parse("{\"type\":\"record\",\"name\":\"dev.freshet.schemas.Tick\",\"fields\":[]}");

        assertThatThrownBy(() -> serde.deserializer().deserialize("t", bytes(new GenericData.Record(wrong))))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("timestamp");
    }

    @Test
    void shouldRegisterSchemasAsTheyStandInTheirFiles() {
        assertThat(EVENT).doesNotContain("avro.java").contains("\"doc\"").contains("\"default\":\"UNKNOWN\"");
        assertThat(RecordTypes.plain(TrainingMetrics.getClassSchema())).doesNotContain("avro.java");
    }

    @Test
    void shouldKnowEveryRecordThatItWrites() {
        Schema plain = parse(RecordTypes.plain(RejectedEvent.getClassSchema()));

        assertThat(RecordTypes.reader("dev.freshet.schemas.RejectedEvent")).isEqualTo(RejectedEvent.getClassSchema());
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(RejectedEvent.getClassSchema(), plain)
                        .getType())
                .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
    }

    private static Schema parse(String schema) {
        return new Schema.Parser().parse(schema);
    }

    private static GenericRecordBuilder event(Schema schema) {
        Schema action = schema.getField("action_type").schema();
        return new GenericRecordBuilder(schema)
                .set("user_id", "u")
                .set("product_id", "p")
                .set("action_type", new GenericData.EnumSymbol(action, "CLICK"))
                .set("timestamp", 1L);
    }

    private UserEvent read(GenericRecord record) throws IOException {
        return (UserEvent) serde.deserializer().deserialize("t", bytes(record));
    }

    private byte[] bytes(GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(bytes);
        header.writeByte(0);
        header.writeInt(registry.register("t", record.getSchema().toString()));
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
