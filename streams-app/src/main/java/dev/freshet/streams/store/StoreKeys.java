package dev.freshet.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of stores: strings after their lengths, so that ids cannot be confused; numbers big-endian, so that they sort.
 */
public final class StoreKeys {

    private StoreKeys() {}

    public static Bytes of(String first, String second) {
        byte[] a = first.getBytes(UTF_8);
        byte[] b = second.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES + a.length + b.length)
                .putInt(a.length)
                .put(a)
                .put(b)
                .array());
    }

    static Bytes of(String id, long number) {
        byte[] a = id.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES + a.length + Long.BYTES)
                .putInt(a.length)
                .put(a)
                .putLong(number)
                .array());
    }

    /** Flips the sign bit, so that unsigned byte order is the order of the numbers; its own inverse. */
    static long sortable(long number) {
        return number ^ Long.MIN_VALUE;
    }
}
