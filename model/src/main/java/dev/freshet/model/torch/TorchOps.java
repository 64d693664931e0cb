package dev.freshet.model.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Calls into {@code operations.py}. Gradients flow where the thread records a graph, except through {@link #adamW}. */
public final class TorchOps {

    private static final String SOURCE = "operations.py";

    private TorchOps() {}

    /** Loaded once a process; it holds no tensors. */
    private static final class Module {
        static final PtSymbolBlock BLOCK = load();

        private static PtSymbolBlock load() {
            try (InputStream source = TorchOps.class.getResourceAsStream(SOURCE)) {
                byte[] archive = TorchArchive.of(source.readAllBytes());
                PtNDManager manager = (PtNDManager) NDManager.newBaseManager(Device.cpu());
                return JniUtils.loadModule(manager, new ByteArrayInputStream(archive), true, false);
            } catch (IOException e) {
                throw new UncheckedIOException(SOURCE + " cannot be read from the class path", e);
            }
        }
    }

    /** The queries and keys of each window, windows one after the other: K keys and Q queries in all. */
    @SuppressWarnings("ArrayRecordComponent") // instances are never compared
    public record Spans(long[] queries, long[] lengths, long[] positions) {}

    /**
     * Causal scaled dot-product attention of each window by itself.
     *
     * @param query (Q, H, W)
     * @param keyValue (K, 2, H, W)
     * @param spans queries and keys of each window; positions (K + Q) in the window, of the keys, then of the queries
     * @param dropout rate on the attention weights
     * @return (Q, H W)
     */
    public static NDArray attention(NDManager manager, NDArray query, NDArray keyValue, Spans spans, double dropout) {
        return call(
                        manager,
                        "attention",
                        query,
                        keyValue,
                        manager.create(spans.positions()),
                        manager.create(spans.queries()),
                        manager.create(spans.lengths()),
                        manager.create((float) dropout))
                .get(0);
    }

    /** {@code log(exp(a) + exp(b))} of equal shapes. */
    public static NDArray logAddExp(NDManager manager, NDArray a, NDArray b) {
        return call(manager, "logaddexp", a, b).get(0);
    }

    /**
     * Softmax cross-entropy of N logits vectors {@code users catalogue^T}, {@code rows} of them in memory at a time. To be
     * called outside of any graph.
     *
     * @param users (N, D)
     * @param catalogue (K, D)
     * @param targets (N) int64 rows of the catalogue
     * @return log-probability (N) of the targets; gradients of minus their sum: users (N, D) and catalogue (K, D)
     */
    public static NDList softmaxLoss(NDManager manager, NDArray users, NDArray catalogue, NDArray targets, int rows) {
        return call(manager, "softmax_loss", users, catalogue, targets, manager.create(rows));
    }

    /** The log-probability (N) of {@link #softmaxLoss}, bit for bit, without computing gradients. */
    public static NDArray logProbability(
            NDManager manager, NDArray users, NDArray catalogue, NDArray targets, int rows) {
        return call(manager, "log_probability", users, catalogue, targets, manager.create(rows))
                .get(0);
    }

    /** Rows {@code from} to {@code to}, the latter excluded, {@code chunk} of them in memory at a time. */
    public record Range(int from, int to, int chunk) {
        NDArray array(NDManager manager) {
            return manager.create(new long[] {from, to, chunk});
        }
    }

    /**
     * Unit vectors of K rows after residual blocks {@code LayerNorm(x + ReLU(x W + b))}. To be called outside of any graph.
     *
     * @param table (C, D)
     * @param range the K rows
     * @param weights (B, D, D), one of each block
     * @param others (B, 3, D): bias of the linear, weight and bias of the norm
     * @return (K, D)
     */
    public static NDArray catalogue(NDManager manager, NDArray table, Range range, NDArray weights, NDArray others) {
        return call(manager, "catalogue", table, range.array(manager), weights, others)
                .get(0);
    }

    /**
     * The gradients of {@link #catalogue}. The method computes the forward pass again.
     *
     * @param upstream (K, D): gradient by the unit vectors
     * @return gradients of table (C, D), zero outside of the range, of weights (B, D, D) and of others (B, 3, D)
     */
    public static NDList catalogueGradient(
            NDManager manager, NDArray table, Range range, NDArray weights, NDArray others, NDArray upstream) {
        return call(manager, "catalogue_gradient", table, range.array(manager), weights, others, upstream);
    }

    /** Adds each row of {@code x} (N, D) to the row of {@code table} (K, D) that {@code rows} (N) names, in order. */
    public static void addRows(NDManager manager, NDArray table, NDArray rows, NDArray x) {
        call(manager, "add_rows", table, rows, x).close();
    }

    /**
     * Whether all values and the float32 sum of their squares are finite. The sum overflows from an L2 norm of 1.8e19
     * on, even if every value is finite. AdamW keeps squares: gradients near that size would make moments infinite, and
     * the weights of infinite moments never move again.
     */
    public static boolean isFinite(NDManager manager, List<NDArray> arrays) {
        JniUtils.setGraphExecutorOptimize(false);
        NDArray sum = manager.create(0f);
        try (IValue x = list(arrays);
                IValue out = IValue.from((PtNDArray) sum);
                IValue done = IValueUtils.runMethod(Module.BLOCK, "finite", x, out)) {
            assert done.isTensor();
        }
        return Float.isFinite(sum.getFloat());
    }

    /**
     * One fused step of AdamW with betas 0.9 and 0.999 and epsilon 1e-8, in place. Each list has one tensor for each
     * parameter.
     *
     * @param steps float32 (P): each parameter's step, counted from 1
     */
    public static void adamW(
            List<NDArray> weights,
            List<NDArray> gradients,
            List<NDArray> first,
            List<NDArray> second,
            NDArray steps,
            double rate,
            double decay) {
        JniUtils.setGraphExecutorOptimize(false);
        try (IValue p = list(weights);
                IValue g = list(gradients);
                IValue m = list(first);
                IValue v = list(second);
                IValue s = IValue.from((PtNDArray) steps);
                IValue lr = IValue.from(rate);
                IValue wd = IValue.from(decay);
                IValue done = IValueUtils.runMethod(Module.BLOCK, "adamw", p, g, m, v, s, lr, wd)) {
            assert done.isTensor();
        }
    }

    private static IValue list(List<NDArray> arrays) {
        return IValue.listFrom(arrays.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
    }

    /** The method is chosen by the name of a last, empty argument; results live in the scope of the caller. */
    private static NDList call(NDManager manager, String method, NDArray... arguments) {
        JniUtils.setGraphExecutorOptimize(false); // of this thread
        NDList inputs = new NDList(arguments);
        try (NDArray name = manager.create(new float[1])) {
            name.setName("module_method:" + method);
            inputs.add(name);
            return IValueUtils.forward(Module.BLOCK, inputs, true);
        }
    }
}
