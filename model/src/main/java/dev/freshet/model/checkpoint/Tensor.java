package dev.freshet.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A float32 tensor in main memory.
 *
 * @param shape row-major
 * @param data little-endian; it is not copied and must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity, never by content
public record Tensor(List<Integer> shape, byte[] data) {

    /** @throws IllegalArgumentException when the number of bytes does not match the shape */
    public Tensor {
        shape = List.copyOf(shape);
        long wanted = Float.BYTES * shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (data.length != wanted) {
            throw new IllegalArgumentException(data.length + " bytes for shape " + shape + ", not " + wanted);
        }
    }

    public static Tensor of(List<Integer> shape, float[] values) {
        byte[] data = new byte[values.length * Float.BYTES];
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return new Tensor(shape, data);
    }

    public FloatBuffer values() {
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    /** Number of elements that are infinite or NaN. */
    long nonFinite() {
        long count = 0;
        FloatBuffer values = values();
        while (values.hasRemaining()) {
            count += Float.isFinite(values.get()) ? 0 : 1;
        }
        return count;
    }
}
