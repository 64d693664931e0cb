package dev.freshet.model.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** The operators of libtorch that DJL's public interface lacks or hides in {@code ai.djl.nn}; D is the last axis. */
public final class TensorOps {

    private static final double LAYER_NORM_EPSILON = 1e-5;
    private static final double NORMALIZE_EPSILON = 1e-12;

    private TensorOps() {}

    /** {@code x W^T + b}; x (..., in), weight (out, in), bias (out). */
    public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return JniUtils.linear(pt(x), pt(weight), pt(bias));
    }

    /** Normalises the last axis; weight and bias (D). */
    public static NDArray layerNorm(NDArray x, NDArray weight, NDArray bias) {
        Shape axis = weight.getShape();
        return JniUtils.layerNorm(pt(x), axis, pt(weight), pt(bias), LAYER_NORM_EPSILON);
    }

    public static NDArray relu(NDArray x) {
        return JniUtils.relu(pt(x));
    }

    /** The exact form, with erf. */
    public static NDArray gelu(NDArray x) {
        return JniUtils.gelu(pt(x));
    }

    /** {@code log(1 + exp(x))}, x itself above 20. */
    public static NDArray softplus(NDArray x) {
        return JniUtils.softPlus(pt(x));
    }

    /** Inverted dropout by libtorch's generator; x itself at rate 0. */
    public static NDArray dropout(NDArray x, double rate) {
        return rate == 0 ? x : JniUtils.dropout(pt(x), rate, true);
    }

    /** Divides by the L2 norm of the last axis; a zero vector stays zero. */
    public static NDArray normalize(NDArray x) {
        return JniUtils.normalize(pt(x), 2, -1, NORMALIZE_EPSILON);
    }

    /** Rows of a matrix; rows (n), matrix (k, D), result (n, D). */
    public static NDArray rows(NDManager manager, NDArray matrix, long[] rows) {
        return rows(matrix, manager.create(rows));
    }

    /** Rows of a matrix; rows int64 (n), matrix (k, D), result (n, D). */
    public static NDArray rows(NDArray matrix, NDArray rows) {
        return JniUtils.embedding(pt(rows), pt(matrix), false);
    }

    /**
     * {@code factor * x}. Not {@code x.mul(Number)}: DJL puts the number into memory of the JVM and lets go of it at once,
     * while the graph keeps pointing there, so that a garbage collection before the backward pass changes gradients.
     */
    public static NDArray scaled(NDArray x, double factor) {
        return x.mul(x.getManager().full(new Shape(), (float) factor));
    }

    /** A view on the same memory, outside every graph, that gradients are taken with respect to. */
    public static NDArray leaf(NDManager manager, NDArray x) {
        NDArray leaf = x.stopGradient();
        leaf.attach(manager);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /** Computes the gradients of a scalar with respect to the leaves of its graph; {@link #gradient} reads them. */
    public static void backward(NDArray loss) {
        try (NDArray one = loss.onesLike()) {
            JniUtils.backward(pt(loss), pt(one), false, false);
        }
    }

    /** The gradient that {@link #backward} left on a leaf; null where the loss does not depend on it. */
    public static NDArray gradient(NDArray leaf) {
        return JniUtils.getGradient(pt(leaf));
    }

    /** Seeds libtorch's generator, which all threads share. */
    public static void seed(long seed) {
        Engine.getInstance().setRandomSeed((int) (seed ^ seed >>> 32));
    }

    private static PtNDArray pt(NDArray x) {
        return (PtNDArray) x;
    }
}
