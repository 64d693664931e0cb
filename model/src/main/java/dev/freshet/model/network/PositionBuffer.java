package dev.freshet.model.network;

import dev.freshet.model.checkpoint.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/** The reference's buffer of positions: part of its state_dict, though it is computed and never trained. */
public final class PositionBuffer {

    /** Float32 exp and sin of versions of PyTorch differ by 1.5e-5 at position 511. */
    private static final float TOLERANCE = 1e-4f;

    private PositionBuffer() {}

    public static List<Integer> shape(ModelConfig config) {
        return List.of(1, config.maxLength(), config.dim());
    }

    public static Tensor tensor(ModelConfig config) {
        return Tensor.of(shape(config), PositionalEncoding.table(config.maxLength(), config.dim()));
    }

    /**
     * Returns this project's positions for a tensor that differs from them only by rounding.
     *
     * @throws IllegalArgumentException when the tensor differs by more
     */
    public static Tensor known(Tensor tensor) {
        int maxLength = tensor.shape().get(1);
        int dim = tensor.shape().get(2);
        float[] ours = PositionalEncoding.table(maxLength, dim);
        FloatBuffer theirs = tensor.values();
        for (int i = 0; i < ours.length; i++) {
            if (Math.abs(ours[i] - theirs.get(i)) > TOLERANCE) {
                throw new IllegalArgumentException(
                        "tensor " + ParameterNames.POSITIONS + " is not the sinusoidal table: " + theirs.get(i)
                                + " at position " + i / dim + ", not " + ours[i]);
            }
        }
        return Tensor.of(tensor.shape(), ours);
    }
}
