package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Float32 tensors whose memory libtorch allocates, since bits of a product depend on how its operands are aligned, and
 * views on that memory. A view is valid while its tensor is open.
 */
final class Tensors {

    private Tensors() {}

    static NDArray of(NDManager manager, float[] values, Shape shape) {
        NDArray tensor = manager.zeros(shape);
        bytes(tensor).asFloatBuffer().put(values);
        return tensor;
    }

    /** The live memory of a contiguous tensor in main memory, row-major, little-endian. */
    static ByteBuffer bytes(NDArray tensor) {
        return tensor.toByteBuffer(true).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A matrix with {@code rows} rows that begins with those of {@code matrix}, which is closed; new rows are zero. */
    static NDArray grown(NDManager manager, NDArray matrix, long rows) {
        NDArray grown = manager.zeros(new Shape(rows, matrix.getShape().get(1)));
        bytes(grown).put(bytes(matrix));
        matrix.close();
        return grown;
    }
}
