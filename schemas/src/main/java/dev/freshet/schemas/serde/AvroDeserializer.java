package dev.freshet.schemas.serde;

import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.registry.UnknownSchemaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Decodes records with their writer's schema, into the classes of this version. */
final class AvroDeserializer implements Deserializer<SpecificRecord> {

    private final SchemaRegistry registry;
    private final ThreadLocal<Readers> readers = ThreadLocal.withInitial(Readers::new);

    /** One thread's readers by schema id. An Avro reader falls back to slow shared look-ups on other threads. */
    private static final class Readers {
        private final Map<Integer, SpecificDatumReader<SpecificRecord>> byId = new HashMap<>();
        private BinaryDecoder decoder;
    }

    AvroDeserializer(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public SpecificRecord deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < WireFormat.HEADER_BYTES || bytes[0] != WireFormat.MAGIC) {
            throw new UndecodableException(
                    topic,
                    bytes.length + " bytes that do not begin with byte 0 and a schema id of four bytes; produce it with"
                            + " an Avro serializer that speaks Confluent's wire format",
                    null);
        }
        int id = ByteBuffer.wrap(bytes).getInt(1);
        Readers mine = readers.get();
        SpecificDatumReader<SpecificRecord> reader = mine.byId.get(id);
        if (reader == null) {
            reader = reader(topic, id);
            mine.byId.put(id, reader);
        }
        return decode(topic, bytes, id, reader, mine);
    }

    private static SpecificRecord decode(
            String topic, byte[] bytes, int id, SpecificDatumReader<SpecificRecord> reader, Readers mine) {
        int length = bytes.length - WireFormat.HEADER_BYTES;
        mine.decoder = DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER_BYTES, length, mine.decoder);
        SpecificRecord record;
        boolean whole;
        try {
            record = reader.read(null, mine.decoder);
            whole = mine.decoder.isEnd();
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | ClassCastException
                | UnsupportedOperationException e) {
            // Avro throws these for bad bytes. Anything else is a bug, and no reason to skip the record.
            String name = reader.getSchema().getFullName();
            throw new UndecodableException(
                    topic, "no " + name + " of schema " + id + " in " + length + " bytes: " + e.getMessage(), e);
        }
        if (!whole) {
            throw new UndecodableException(
                    topic, "bytes follow the " + record.getSchema().getFullName(), null);
        }
        return record;
    }

    private SpecificDatumReader<SpecificRecord> reader(String topic, int id) {
        Schema writer;
        try {
            writer = new Schema.Parser().parse(registry.schema(id));
        } catch (UnknownSchemaException e) {
            throw new UndecodableException(topic, e.getMessage(), e);
        } catch (AvroRuntimeException e) {
            throw new UndecodableException(topic, "schema " + id + " is not Avro: " + e.getMessage(), e);
        }
        Schema expected = RecordTypes.reader(writer.getFullName());
        if (expected == null) {
            throw new UndecodableException(
                    topic, "schema " + id + " is of " + writer.getFullName() + ", a record unknown here", null);
        }
        return new SpecificDatumReader<>(writer, expected);
    }
}
