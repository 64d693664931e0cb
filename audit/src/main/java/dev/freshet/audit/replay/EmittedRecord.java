package dev.freshet.audit.replay;

import dev.freshet.schemas.serde.WireFormat;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of training-examples, emitted by the application or by the re-run. */
public final class EmittedRecord {

    private final long offset;
    private final long time;
    private final byte[] key;
    private final byte[] value;

    /**
     * Keeps the arrays without copying them.
     *
     * @param time the watermark at emission, epoch milliseconds
     * @param key null for a watermark
     */
    public EmittedRecord(long offset, long time, byte[] key, byte[] value) {
        this.offset = offset;
        this.time = time;
        this.key = key;
        this.value = value;
    }

    static EmittedRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new EmittedRecord(record.offset(), record.timestamp(), record.key(), record.value());
    }

    long offset() {
        return offset;
    }

    long time() {
        return time;
    }

    public byte[] value() {
        return value;
    }

    /** Whether it is an example, not a watermark. */
    boolean isExample() {
        return key != null;
    }

    boolean isSameKeyAndTime(EmittedRecord other) {
        return time == other.time && Arrays.equals(key, other.key);
    }

    /** Whether the values are the same bytes, apart from the schema id. */
    boolean isSameBody(EmittedRecord other) {
        if (value == null
                || other.value == null
                || value.length < WireFormat.HEADER_BYTES
                || other.value.length < WireFormat.HEADER_BYTES) {
            return Arrays.equals(value, other.value);
        }
        return Arrays.equals(
                value, WireFormat.HEADER_BYTES, value.length, other.value, WireFormat.HEADER_BYTES, other.value.length);
    }
}
