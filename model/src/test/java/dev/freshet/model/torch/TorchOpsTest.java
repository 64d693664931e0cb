package dev.freshet.model.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.freshet.core.hash.Hash64;
import dev.freshet.model.network.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compares every operation of the TorchScript module with plain arrays, forward and backward. */
class TorchOpsTest {

    private final NDManager manager = NDManager.newBaseManager();
    private final GradMode on = GradMode.on();

    @AfterEach
    void close() {
        on.close();
        manager.close();
    }

    @Test
    void shouldAttendToEachWindowByItself() {
        long[] queries = {3, 2, 0};
        long[] lengths = {3, 5, 2};
        long[] positions = {0, 1, 2, 0, 1, 2, 3, 4, 0, 1, 0, 1, 2, 1, 4};
        TorchOps.Spans spans = new TorchOps.Spans(queries, lengths, positions);
        assertSame(
                List.of(draw("q", 5, 2, 4), draw("kv", 10, 2, 2, 4)),
                x -> TorchOps.attention(manager, x.get(0), x.get(1), spans, 0),
                x -> NDArrays.concat(
                        new NDList(
                                plainAttention(x, 0, 3, 0, 3, new int[] {0, 1, 2}),
                                plainAttention(x, 3, 5, 3, 8, new int[] {1, 4})),
                        0));
    }

    private NDArray plainAttention(NDList x, int from, int to, int keysFrom, int keysTo, int[] at) {
        NDArray query = x.get(0).get(from + ":" + to).transpose(1, 0, 2);
        NDArray keyValue = x.get(1).get(keysFrom + ":" + keysTo).transpose(1, 2, 0, 3);
        float[] mask = new float[at.length * (keysTo - keysFrom)];
        for (int q = 0; q < at.length; q++) {
            for (int k = at[q] + 1; k < keysTo - keysFrom; k++) {
                mask[q * (keysTo - keysFrom) + k] = Float.NEGATIVE_INFINITY;
            }
        }
        NDArray scores = TensorOps.scaled(query.matMul(keyValue.get(0).transpose(0, 2, 1)), 0.5);
        NDArray weights = scores.add(manager.create(mask, new Shape(at.length, keysTo - keysFrom)))
                .softmax(-1);
        return weights.matMul(keyValue.get(1)).transpose(1, 0, 2).reshape(-1, 8);
    }

    @Test
    void shouldComputeLogAddExp() {
        assertSame(
                List.of(draw("a", 7), draw("b", 7)),
                x -> TorchOps.logAddExp(manager, x.get(0), x.get(1)),
                x -> x.get(0).exp().add(x.get(1).exp()).log());
    }

    @Test
    void shouldComputeTheSoftmaxLossAndItsGradientInChunks() {
        NDArray targets = manager.create(new long[] {3, 0, 3, 10, 7});
        NDArray users = TensorOps.leaf(manager, draw("u", 5, 4));
        NDArray catalogue = TensorOps.leaf(manager, draw("v", 11, 4));
        NDArray plain = users.matMul(catalogue.transpose())
                .logSoftmax(-1)
                .gather(targets.reshape(-1, 1), 1)
                .squeeze(1);
        TensorOps.backward(plain.sum().neg());
        for (int rows : new int[] {1, 2, 5, 64}) {
            NDList chunked;
            NDArray alone;
            try (GradMode off = GradMode.off()) {
                chunked = TorchOps.softmaxLoss(manager, users, catalogue, targets, rows);
                alone = TorchOps.logProbability(manager, users, catalogue, targets, rows);
            }
            assertThat(alone.toFloatArray()).containsExactly(chunked.get(0).toFloatArray());
            assertEqual(alone, plain);
            assertEqual(chunked.get(0), plain);
            assertEqual(chunked.get(1), TensorOps.gradient(users));
            assertEqual(chunked.get(2), TensorOps.gradient(catalogue));
        }
    }

    @Test
    void shouldStepByTheFormulaOfAdamW() {
        double rate = 0.01;
        double decay = 0.1;
        NDArray weight = draw("w", 6);
        NDArray gradient = draw("g", 6);
        NDArray first = draw("m", 6);
        NDArray second = draw("s", 6).abs();
        float[] w = weight.toFloatArray();
        float[] g = gradient.toFloatArray();
        float[] m = first.toFloatArray();
        float[] v = second.toFloatArray();
        TorchOps.adamW(
                List.of(weight),
                List.of(gradient),
                List.of(first),
                List.of(second),
                manager.create(new float[] {3}),
                rate,
                decay);
        for (int i = 0; i < w.length; i++) {
            double m1 = 0.9 * m[i] + 0.1 * g[i];
            double v1 = 0.999 * v[i] + 0.001 * g[i] * g[i];
            double scale = Math.sqrt(v1 / (1 - Math.pow(0.999, 3))) + 1e-8;
            double moved = w[i] * (1 - rate * decay) - rate / (1 - Math.pow(0.9, 3)) * m1 / scale;
            assertThat((double) weight.toFloatArray()[i]).isCloseTo(moved, within(1e-6));
            assertThat((double) first.toFloatArray()[i]).isCloseTo(m1, within(1e-6));
            assertThat((double) second.toFloatArray()[i]).isCloseTo(v1, within(1e-6));
        }
    }

    @Test
    void shouldAddRepeatedRowsOneAfterTheOther() {
        NDArray table = draw("table", 5, 3);
        NDArray added = draw("added", 4, 3);
        long[] rows = {4, 1, 4, 4};
        float[] expected = table.toFloatArray();
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < 3; k++) {
                expected[(int) rows[i] * 3 + k] += added.getFloat(i, k);
            }
        }
        try (GradMode off = GradMode.off()) {
            TorchOps.addRows(manager, table, manager.create(rows), added);
        }
        assertThat(table.toFloatArray()).containsExactly(expected);
    }

    @Test
    void shouldFindANonFiniteValueAtAnyIndex() {
        assertThat(isFinite(new float[] {1, -2, 0, Float.MIN_VALUE})).isTrue();
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (int at = 0; at < 4; at++) {
                float[] values = {1, -2, 3, 4};
                values[at] = bad;
                assertThat(isFinite(values)).as(bad + " at " + at).isFalse();
            }
        }
    }

    @Test
    void shouldReportANormWhoseSquareOverflowsAsNotFinite() {
        assertThat(isFinite(new float[] {0, 1.8e19f, 0, 0})).isTrue();
        assertThat(isFinite(new float[] {0, 0, 0, -1.9e19f})).as("one value").isFalse();
        assertThat(isFinite(new float[] {1e19f, 1e19f, 0, 0})).isTrue();
        assertThat(isFinite(new float[] {1e19f, 1e19f, 1e19f, 1e19f}))
                .as("all values together")
                .isFalse();
    }

    /** The check of the values in two tensors, a scalar and a matrix. */
    private boolean isFinite(float[] values) {
        NDArray scalar = manager.create(values[0]);
        NDArray matrix = manager.create(Arrays.copyOfRange(values, 1, 4), new Shape(3, 1));
        try (GradMode off = GradMode.off()) {
            return TorchOps.isFinite(manager, List.of(scalar, matrix));
        }
    }

    private void assertSame(List<NDArray> inputs, Function<NDList, NDArray> fast, Function<NDList, NDArray> plain) {
        List<NDArray> some = new ArrayList<>();
        List<NDArray> others = new ArrayList<>();
        for (NDArray input : inputs) {
            some.add(TensorOps.leaf(manager, input));
            others.add(TensorOps.leaf(manager, input.duplicate()));
        }
        NDArray result = fast.apply(new NDList(some));
        NDArray expected = plain.apply(new NDList(others));
        assertEqual(result, expected);
        NDArray upstream = draw("upstream", Math.toIntExact(result.size())).reshape(result.getShape());
        TensorOps.backward(result.mul(upstream).sum());
        TensorOps.backward(expected.mul(upstream).sum());
        for (int i = 0; i < inputs.size(); i++) {
            assertEqual(TensorOps.gradient(some.get(i)), TensorOps.gradient(others.get(i)));
        }
    }

    private static void assertEqual(NDArray actual, NDArray expected) {
        assertThat(actual.getShape()).isEqualTo(expected.getShape());
        assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), within(2e-6f));
    }

    private NDArray draw(String name, int... sizes) {
        long[] shape = Arrays.stream(sizes).asLongStream().toArray();
        int count = Arrays.stream(sizes).reduce(1, Math::multiplyExact);
        return NativeTensors.of(
                manager, new SeededRandom(Hash64.seeded(5).add(name)).uniform(count, 2), new Shape(shape));
    }
}
