package dev.freshet.model.checkpoint;

import ai.djl.ndarray.NDArray;
import dev.freshet.core.block.Block;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.Parameters;
import dev.freshet.model.network.PositionBuffer;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.torch.NativeTensors;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A model under the names of the reference's {@code state_dict}, which PyTorch loads and saves. Row 0 of the tables
 * stands for unknown; the rows of the ids follow.
 *
 * @param config shape and seed
 * @param steps optimizer steps taken
 * @param products ids of the item table's rows from 1
 * @param sources ids of the context table's rows from 1
 * @param tensors parameters and the buffer of positions by name; complete, of the right shapes, finite
 */
public record StateDict(
        ModelConfig config, long steps, List<String> products, List<String> sources, Map<String, Tensor> tensors) {

    /**
     * Checks ids and tensors.
     *
     * @throws IllegalArgumentException naming the tensor or id that does not fit
     */
    public StateDict {
        products = distinct(products, "product");
        sources = distinct(sources, "source");
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        Map<String, List<Integer>> shapes = StateShapes.of(config, products.size() + 1, sources.size() + 1);
        for (Map.Entry<String, List<Integer>> wanted : shapes.entrySet()) {
            ordered.put(wanted.getKey(), fitting(wanted.getKey(), tensors.get(wanted.getKey()), wanted.getValue()));
        }
        TreeSet<String> others = new TreeSet<>(tensors.keySet());
        others.removeAll(shapes.keySet());
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("tensor " + others.first() + " is none of this network's");
        }
        tensors = ordered;
    }

    /**
     * The state of a model.
     *
     * @throws CorruptBlockException naming the block that is missing or damaged
     * @throws IllegalArgumentException when a weight is not finite
     */
    public static StateDict of(List<Block> modelBlocks) {
        BlockSource source = new BlockSource(modelBlocks);
        CheckpointHeader header = CheckpointHeader.read(source);
        ModelConfig config = header.config();
        try (Parameters parameters = Parameters.read(config, header, source, ComputeDevice.CPU)) {
            Map<String, NDArray> weights = parameters.weights().arrays();
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            StateShapes.of(config, header.items(), header.contexts())
                    .forEach((name, shape) -> tensors.put(
                            name,
                            name.equals(ParameterNames.POSITIONS)
                                    ? PositionBuffer.tensor(config)
                                    : copy(shape, weights.get(name))));
            List<String> products = List.copyOf(parameters.itemIds().ids());
            List<String> sources = List.copyOf(parameters.contextIds().ids());
            return new StateDict(config, header.steps(), products, sources, tensors);
        }
    }

    /** The model as blocks, bit for bit. */
    public List<Block> blocks() {
        try (Parameters parameters = Parameters.initial(config, ComputeDevice.CPU)) {
            products.forEach(parameters.itemIds()::admit);
            sources.forEach(parameters.contextIds()::admit);
            parameters.fillTables();
            parameters
                    .weights()
                    .arrays()
                    .forEach((name, weight) -> NativeTensors.fill(
                            weight, memory -> memory.put(tensors.get(name).data())));
            return parameters.write(steps);
        }
    }

    /** Copies the rows in use; a table has room for more. */
    private static Tensor copy(List<Integer> shape, NDArray weight) {
        byte[] data = new byte[Float.BYTES * shape.stream().reduce(1, Math::multiplyExact)];
        NativeTensors.bytes(weight).get(data);
        return new Tensor(shape, data);
    }

    private static List<String> distinct(List<String> ids, String what) {
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (id == null || id.isEmpty() || !seen.add(id)) {
                throw new IllegalArgumentException("the vocabulary has " + what + " '" + id + "' "
                        + (id == null || id.isEmpty() ? "for row " + (seen.size() + 1) : "twice"));
            }
        }
        return List.copyOf(ids);
    }

    private static Tensor fitting(String name, Tensor tensor, List<Integer> shape) {
        if (tensor == null) {
            throw new IllegalArgumentException("tensor " + name + " is missing");
        }
        if (!tensor.shape().equals(shape)) {
            throw new IllegalArgumentException("tensor " + name + " has shape " + tensor.shape() + ", not " + shape
                    + StateShapes.reason(name, shape));
        }
        long nonFinite = tensor.nonFinite();
        if (nonFinite > 0) {
            throw new IllegalArgumentException(
                    "tensor " + name + " has " + nonFinite + " weights that are not finite; take an earlier model");
        }
        return name.equals(ParameterNames.POSITIONS) ? PositionBuffer.known(tensor) : tensor;
    }
}
