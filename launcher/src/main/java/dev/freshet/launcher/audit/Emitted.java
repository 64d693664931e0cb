package dev.freshet.launcher.audit;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of training-examples, wherever it was emitted.
 *
 * @param offset where it lies, of no consequence
 * @param time the watermark at emission, epoch milliseconds
 * @param key null for a watermark
 */
record Emitted(long offset, long time, byte[] key, byte[] value) {

    /** A zero byte and the schema id, which registries number as they like. */
    private static final int WIRE_HEADER = 5;

    static Emitted of(ConsumerRecord<byte[], byte[]> record) {
        return new Emitted(record.offset(), record.timestamp(), record.key(), record.value());
    }

    /** Whether it is an example, not a watermark. */
    boolean isExample() {
        return key != null;
    }

    /** Whether time, key and value, schema id aside, are the same bytes. */
    boolean isSame(Emitted other) {
        return time == other.time && Arrays.equals(key, other.key) && isSameBody(other);
    }

    boolean isSameBody(Emitted other) {
        if (value == null || other.value == null || value.length < WIRE_HEADER || other.value.length < WIRE_HEADER) {
            return Arrays.equals(value, other.value);
        }
        return Arrays.equals(
                value, WIRE_HEADER, value.length, other.value, WIRE_HEADER, other.value.length);
    }
}
