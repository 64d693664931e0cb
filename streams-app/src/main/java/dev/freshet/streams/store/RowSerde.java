package dev.freshet.streams.store;

import dev.freshet.schemas.serde.AvroSerde;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serializes rows of a state store: one byte of format version, then Avro binary of a schema that is compiled in. Rows
 * never leave the application, so they need no registry. Each thread has its own buffers.
 */
public final class RowSerde<T extends SpecificRecord> implements Serde<T> {

    private static final byte FORMAT = 1;

    private final String row;
    private final ThreadLocal<Codec<T>> codecs;

    public RowSerde(Class<T> type, Schema schema) {
        AvroSerde.trustRecords(); // a store may be read before the first record of a topic
        this.row = type.getSimpleName();
        this.codecs = ThreadLocal.withInitial(() -> new Codec<>(schema));
    }

    @Override
    public Serializer<T> serializer() {
        return (store, value) -> value == null ? null : codecs.get().encode(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (store, bytes) -> {
            if (bytes == null) {
                return null;
            }
            if (bytes.length == 0 || bytes[0] != FORMAT) {
                throw new StoreFormatException("a " + row + " in " + store + " has format "
                        + (bytes.length == 0 ? "none" : bytes[0]) + ", this version reads format " + FORMAT + "; "
                        + StoreFormatException.REMEDY);
            }
            return codecs.get().decode(bytes);
        };
    }

    private static final class Codec<T extends SpecificRecord> {
        private final SpecificDatumWriter<T> writer;
        private final SpecificDatumReader<T> reader;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        private BinaryEncoder encoder;
        private BinaryDecoder decoder;

        Codec(Schema schema) {
            writer = new SpecificDatumWriter<>(schema);
            reader = new SpecificDatumReader<>(schema);
        }

        byte[] encode(T value) {
            try {
                out.reset();
                out.write(FORMAT);
                encoder = EncoderFactory.get().directBinaryEncoder(out, encoder);
                writer.write(value, encoder);
                return out.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        T decode(byte[] bytes) {
            try {
                decoder = DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, decoder);
                return reader.read(null, decoder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
