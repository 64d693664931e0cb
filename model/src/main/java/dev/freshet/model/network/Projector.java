package dev.freshet.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.TorchOps;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * {@link Heads#candidates} of the whole catalogue, outside of every graph: a chunk of rows stays in the processor's
 * cache through all blocks, and only the unit vectors are kept for the backward pass.
 */
public final class Projector {

    /** Rows at a time; with 64 floats in a row, a tensor takes 256 KB. */
    private static final int CHUNK = 1024;

    private static final String WEIGHT = "linear.weight";
    private static final String[] OTHERS = {"linear.bias", "layer_norm.weight", "layer_norm.bias"};

    private final NDManager manager;
    private final NDArray table;
    private final TorchOps.Range range;
    private final NDArray weights;
    private final NDArray others;

    Projector(NDManager manager, Weights from, Batch.Rows rows) {
        this(manager, from, rows, CHUNK);
    }

    /** A projector of {@code chunk} rows at a time. */
    Projector(NDManager manager, Weights from, Batch.Rows rows, int chunk) {
        this.manager = manager;
        table = from.get(ParameterNames.ITEMS);
        range = new TorchOps.Range(rows.from(), rows.to(), chunk);
        try (GradMode off = GradMode.off()) {
            weights = stacked(block -> from.get(block + WEIGHT));
            others = stacked(block -> NDArrays.stack(new NDList(
                    Arrays.stream(OTHERS).map(name -> from.get(block + name)).toList())));
        }
    }

    /** Unit vectors (K, D). */
    public NDArray catalogue() {
        try (GradMode off = GradMode.off()) {
            return TorchOps.catalogue(manager, table, range, weights, others);
        }
    }

    /**
     * Gradients by parameter, the item table's included. {@code upstream} (K, D) is the gradient with respect to the
     * unit vectors.
     */
    public Map<String, NDArray> gradients(NDArray upstream) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        try (GradMode off = GradMode.off()) {
            NDList found = TorchOps.catalogueGradient(manager, table, range, weights, others, upstream);
            gradients.put(ParameterNames.ITEMS, found.get(0));
            for (int i = 0; i < ParameterNames.HEAD_BLOCKS; i++) {
                gradients.put(block(i) + WEIGHT, found.get(1).get(i));
                for (int k = 0; k < OTHERS.length; k++) {
                    gradients.put(block(i) + OTHERS[k], found.get(2).get(i, k));
                }
            }
        }
        return gradients;
    }

    private static NDArray stacked(Function<String, NDArray> ofBlock) {
        return NDArrays.stack(new NDList(IntStream.range(0, ParameterNames.HEAD_BLOCKS)
                .mapToObj(i -> ofBlock.apply(block(i)))
                .toList()));
    }

    private static String block(int i) {
        return ParameterNames.PROJECTOR + i + ".";
    }
}
