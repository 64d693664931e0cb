package dev.freshet.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends clicks with its own schema, which has only the required fields. */
final class ForeignProducer implements AutoCloseable {

    private static final String USER = "u";

    private final KafkaProducer<byte[], byte[]> producer;

    ForeignProducer(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The schema; each {@code doc} makes a different one. */
    static Schema schema(String doc) {
        Schema action =
                SchemaBuilder.enumeration("dev.freshet.schemas.ActionType").symbols("CLICK");
        return SchemaBuilder.record("dev.freshet.schemas.UserEvent")
                .doc(doc)
                .fields()
                .requiredString("user_id")
                .requiredString("product_id")
                .name("action_type")
                .type(action)
                .noDefault()
                .requiredLong("timestamp")
                .endRecord();
    }

    void send(int schemaId, String product) throws Exception {
        Schema schema = schema("");
        GenericRecord click = new GenericData.Record(schema);
        click.put("user_id", USER);
        click.put("product_id", product);
        click.put(
                "action_type",
                new GenericData.EnumSymbol(schema.getField("action_type").schema(), "CLICK"));
        click.put("timestamp", TopologyHarness.T0);
        producer.send(new ProducerRecord<>(
                        Topics.USER_EVENTS.topic(),
                        null,
                        TopologyHarness.T0,
                        USER.getBytes(UTF_8),
                        frame(schemaId, click)))
                .get();
    }

    private static byte[] frame(int schemaId, GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        producer.close();
    }
}
