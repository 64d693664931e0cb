package dev.freshet.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.freshet.core.hash.Hash64;
import dev.freshet.model.Close;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.NativeTensors;
import dev.freshet.model.torch.TensorOps;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The projected catalogue and its gradients, element by element, against {@link Heads#candidates} in a graph. */
class ProjectorTest {

    private static final int DIM = 8;

    /** Rows 1 to 10 of 13: two chunks and a half of 4. */
    private static final Batch.Rows ROWS = new Batch.Rows(1, 11);

    private static final double TOLERANCE = 2e-6;

    private final NDManager manager = NDManager.newBaseManager();
    private final Weights weights = new Weights(drawn());
    private final NDArray upstream = draw("upstream", 10, DIM);

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 10, 1024})
    void shouldProjectAChunkAtATimeAsAGraphDoes(int chunk) {
        Projector projector = new Projector(manager, weights, ROWS, chunk);
        NDArray expected;
        Map<String, NDArray> gradients = new HashMap<>();
        try (GradMode on = GradMode.on()) {
            Map<String, NDArray> leaves = new LinkedHashMap<>();
            weights.arrays().forEach((name, array) -> leaves.put(name, TensorOps.leaf(manager, array)));
            NDArray rows = leaves.get(ParameterNames.ITEMS).get("1:11");
            expected = new Heads(new Weights(leaves)).candidates(rows);
            TensorOps.backward(expected.mul(upstream).sum());
            leaves.forEach((name, leaf) -> gradients.put(name, TensorOps.gradient(leaf)));
        }
        assertSame("catalogue", projector.catalogue(), expected);
        Map<String, NDArray> found = projector.gradients(upstream);
        assertThat(found).containsOnlyKeys(gradients.keySet()).hasSize(1 + 4 * ParameterNames.HEAD_BLOCKS);
        gradients.forEach((name, gradient) -> assertSame(name, found.get(name), gradient));
    }

    @Test
    void shouldLeaveRowsOutsideOfTheRangeWithoutGradient() {
        NDArray table =
                new Projector(manager, weights, ROWS, 4).gradients(upstream).get(ParameterNames.ITEMS);
        assertThat(table.get("0:1").toFloatArray()).containsOnly(0f);
        assertThat(table.get("11:13").toFloatArray()).containsOnly(0f);
        assertThat(table.get("1:11").toFloatArray()).doesNotContain(0f);
    }

    private static void assertSame(String what, NDArray actual, NDArray expected) {
        assertThat(actual.getShape()).as(what).isEqualTo(expected.getShape());
        Close.assertClose(what, actual.toFloatArray(), expected.toFloatArray(), TOLERANCE, TOLERANCE, Set.of());
    }

    private Map<String, NDArray> drawn() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put(ParameterNames.ITEMS, draw(ParameterNames.ITEMS, 13, DIM));
        for (int i = 0; i < ParameterNames.HEAD_BLOCKS; i++) {
            String block = ParameterNames.PROJECTOR + i + ".";
            arrays.put(block + "linear.weight", draw(block + "linear.weight", DIM, DIM));
            for (String other : new String[] {"linear.bias", "layer_norm.weight", "layer_norm.bias"}) {
                arrays.put(block + other, draw(block + other, DIM));
            }
        }
        return arrays;
    }

    private NDArray draw(String name, long... sizes) {
        Shape shape = new Shape(sizes);
        float[] values = new SeededRandom(Hash64.seeded(5).add(name)).uniform(Math.toIntExact(shape.size()), 1);
        return NativeTensors.of(manager, values, shape);
    }
}
