package dev.freshet.schemas.serde;

import dev.freshet.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Encodes records; asks the registry once for each topic and record. */
final class AvroSerializer implements Serializer<SpecificRecord> {

    private final SchemaRegistry registry;
    private final Map<Kind, Route> routes = new ConcurrentHashMap<>();
    private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);

    private record Kind(String topic, Class<?> record) {}

    private record Route(int id, SpecificDatumWriter<SpecificRecord> writer) {}

    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        private BinaryEncoder encoder;
    }

    AvroSerializer(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public byte[] serialize(String topic, SpecificRecord record) {
        if (record == null) {
            return null;
        }
        Kind kind = new Kind(topic, record.getClass());
        Route route = routes.get(kind);
        if (route == null) {
            route = routes.computeIfAbsent(kind, k -> register(topic, record));
        }
        Buffer buffer = buffers.get();
        try {
            return encode(buffer, route, record);
        } catch (IOException | AvroRuntimeException | NullPointerException | ClassCastException e) {
            // The encoder may hold half a record, which it would flush in front of the next one.
            buffers.remove();
            throw new SerializationException(
                    "cannot encode a " + record.getSchema().getFullName() + " for topic " + topic + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private Route register(String topic, SpecificRecord record) {
        String subject = topic + "-" + record.getSchema().getFullName();
        int id = registry.register(subject, RecordTypes.plain(record.getSchema()));
        return new Route(id, new SpecificDatumWriter<>(record.getSchema()));
    }

    private static byte[] encode(Buffer buffer, Route route, SpecificRecord record) throws IOException {
        buffer.bytes.reset();
        buffer.bytes.write(WireFormat.MAGIC);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer.bytes.write(route.id >>> shift);
        }
        buffer.encoder = EncoderFactory.get().binaryEncoder(buffer.bytes, buffer.encoder);
        route.writer.write(record, buffer.encoder);
        buffer.encoder.flush();
        return buffer.bytes.toByteArray();
    }
}
