package dev.freshet.model.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Float32 tensors whose memory libtorch allocates, since bits of a product depend on how its operands are aligned, and
 * views on that memory. A view is valid while its tensor is open.
 */
public final class NativeTensors {

    private NativeTensors() {}

    /** A tensor of row-major values, owned by {@code manager}. */
    public static NDArray of(NDManager manager, float[] values, Shape shape) {
        NDArray tensor = manager.zeros(shape);
        fill(tensor, memory -> memory.asFloatBuffer().put(values));
        return tensor;
    }

    /**
     * The content of a contiguous tensor for reading, row-major, little-endian: the live memory of a CPU tensor, or a
     * copy of a GPU tensor.
     */
    public static ByteBuffer bytes(NDArray tensor) {
        if (!tensor.getDevice().isGpu()) {
            return live(tensor);
        }
        try (NDArray copy = tensor.toDevice(Device.cpu(), true)) {
            return copy.toByteBuffer(false).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /**
     * Changes the content of a contiguous tensor. The writer gets the live memory of a CPU tensor, or a copy that then
     * replaces the content of a GPU tensor.
     */
    public static void fill(NDArray tensor, Consumer<ByteBuffer> writer) {
        if (!tensor.getDevice().isGpu()) {
            writer.accept(live(tensor));
            return;
        }
        try (NDArray copy = tensor.toDevice(Device.cpu(), true)) {
            writer.accept(live(copy));
            tensor.intern(copy.toDevice(tensor.getDevice(), true));
        }
    }

    private static ByteBuffer live(NDArray tensor) {
        return tensor.toByteBuffer(true).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A matrix with {@code rows} rows that begins with those of {@code matrix}, which is closed; new rows are zero. */
    public static NDArray grown(NDManager manager, NDArray matrix, long rows) {
        NDArray grown = manager.zeros(new Shape(rows, matrix.getShape().get(1)));
        fill(grown, memory -> memory.put(bytes(matrix)));
        matrix.close();
        return grown;
    }
}
