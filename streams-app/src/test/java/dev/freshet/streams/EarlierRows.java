package dev.freshet.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;

/**
 * Keys and values of stores as commit 30acedf wrote them. Its schemas are resources, and no class of the app takes part, so
 * a change of the app's rows does not change these bytes.
 */
final class EarlierRows {

    private static final byte FORMAT = 1;

    private EarlierRows() {}

    /** A row: the format, then Avro binary. */
    static byte[] row(String schema, Map<String, ?> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(FORMAT);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        GenericRecord row = generic(schema, fields);
        try {
            new GenericDatumWriter<GenericRecord>(row.getSchema()).write(row, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A record in Avro's single-object encoding, as in the bytes of a waiting request. */
    static ByteBuffer message(String schema, Map<String, ?> fields) {
        GenericRecord record = generic(schema, fields);
        try {
            return new BinaryMessageEncoder<GenericRecord>(GenericData.get(), record.getSchema()).encode(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GenericRecord generic(String schema, Map<String, ?> fields) {
        try (InputStream in = EarlierRows.class.getResourceAsStream("30acedf/" + schema + ".avsc")) {
            GenericRecord record = new GenericData.Record(new Schema.Parser().parse(in));
            fields.forEach(record::put);
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** The key of a group or an event id. */
    static byte[] key(String user, String id) {
        byte[] a = text(user);
        byte[] b = text(id);
        return ByteBuffer.allocate(Integer.BYTES + a.length + b.length)
                .putInt(a.length)
                .put(a)
                .put(b)
                .array();
    }

    /** The key of a chunk of a history. */
    static byte[] key(String user, long chunk) {
        byte[] a = text(user);
        return ByteBuffer.allocate(Integer.BYTES + a.length + Long.BYTES)
                .putInt(a.length)
                .put(a)
                .putLong(chunk)
                .array();
    }

    /** The key of a timer; kinds are 0 to close a group, 1 to write targets, 2 to forget a group, 3 an event id. */
    static byte[] timer(long due, int kind, String user, String id) {
        return ByteBuffer.allocate(Long.BYTES + 1 + key(user, id).length)
                .putLong(due ^ Long.MIN_VALUE)
                .put((byte) kind)
                .put(key(user, id))
                .array();
    }

    /** The key of a waiting request. */
    static byte[] place(long turn, long number) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(turn ^ Long.MIN_VALUE)
                .putLong(number)
                .array();
    }
}
