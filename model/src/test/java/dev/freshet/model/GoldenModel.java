package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The network with the weights of a golden state_dict, gradients on. */
final class GoldenModel implements AutoCloseable {

    final NDManager manager = NDManager.newBaseManager();
    final ModelConfig config;
    final int items;
    final Weights weights;
    private final NDArray positions;

    private GoldenModel(JsonNode file) {
        JsonNode sizes = file.get("config");
        items = sizes.get("num_items").asInt();
        config = new ModelConfig(
                sizes.get("embedding_dim").asInt(),
                sizes.get("num_heads").asInt(),
                sizes.get("num_transformer_layers").asInt(),
                sizes.get("max_seq_len").asInt(),
                0,
                0);
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        file.get("state_dict").properties().forEach(entry -> {
            if (!entry.getKey().endsWith(".pe")) {
                arrays.put(
                        entry.getKey(),
                        Tensors.of(manager, Golden.floats(entry.getValue()), Golden.shape(entry.getValue())));
            }
        });
        weights = new Weights(arrays);
        positions = Tensors.of(
                manager,
                PositionalEncoding.table(config.maxLength(), config.dim()),
                new Shape(config.maxLength(), config.dim()));
    }

    static GoldenModel load(String file) {
        return new GoldenModel(Golden.read(file));
    }

    Backbone backbone(Weights from) {
        return new Backbone(config, from, positions);
    }

    Objective.Evaluator evaluator(Weights from) {
        LossWeights notebook = new LossWeights(1, 10, 1);
        return new Objective.Evaluator(manager, backbone(from), new Heads(from), notebook, 0);
    }

    /** Gradients of the batch's total loss by parameter. */
    Map<String, NDArray> gradients(Batch batch) {
        try (GradMode on = GradMode.on()) {
            Weights leaves = weights.leaves(manager);
            Ops.backward(evaluator(leaves).of(batch).total());
            return leaves.gradients();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
