package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.loss.ObjectiveFunction;
import dev.freshet.model.network.Backbone;
import dev.freshet.model.network.Heads;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.PositionalEncoding;
import dev.freshet.model.network.Weights;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.NativeTensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** The network with the weights of a golden state_dict, gradients on. */
final class GoldenModel implements AutoCloseable {

    final NDManager manager = NDManager.newBaseManager(TestDevice.given().djl());
    final ModelConfig config;
    final int items;
    final Weights weights;
    private final NDArray positions;

    private GoldenModel(JsonNode sizes, BiFunction<NDManager, String, NDArray> parameter, Iterable<String> names) {
        items = sizes.get("num_items").asInt();
        config = new ModelConfig(
                sizes.get("embedding_dim").asInt(),
                sizes.get("num_heads").asInt(),
                sizes.get("num_transformer_layers").asInt(),
                sizes.get("max_seq_len").asInt(),
                0,
                0);
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (String name : names) {
            if (!name.endsWith(".pe")) {
                arrays.put(name, parameter.apply(manager, name));
            }
        }
        weights = new Weights(arrays);
        positions = NativeTensors.of(
                manager,
                PositionalEncoding.table(config.maxLength(), config.dim()),
                new Shape(config.maxLength(), config.dim()));
    }

    /** A network with the parameters of a state_dict. */
    static GoldenModel load(String file) {
        JsonNode golden = Golden.read(file);
        JsonNode state = golden.get("state_dict");
        return new GoldenModel(
                golden.get("config"),
                (manager, name) ->
                        NativeTensors.of(manager, Golden.floats(state.get(name)), Golden.shape(state.get(name))),
                state::fieldNames);
    }

    /** A network with the parameters that {@link Formula} computes from names and shapes. */
    static GoldenModel formula(JsonNode sizes, JsonNode shapes) {
        return new GoldenModel(
                sizes,
                (manager, name) -> {
                    Shape shape = new Shape(Arrays.stream(Golden.ints(shapes.get(name)))
                            .asLongStream()
                            .toArray());
                    return NativeTensors.of(manager, Formula.values(name, shape), shape);
                },
                shapes::fieldNames);
    }

    Backbone backbone(Weights from) {
        return new Backbone(config, from, positions);
    }

    ObjectiveFunction function(Weights from) {
        LossWeights notebook = new LossWeights(1, 10, 1);
        return new ObjectiveFunction(manager, backbone(from), new Heads(from), notebook, 0);
    }

    /** Gradients of the batch's total loss by parameter. */
    Map<String, NDArray> gradients(Batch batch) {
        try (GradMode on = GradMode.on()) {
            Weights leaves = weights.leaves(manager);
            return function(leaves).forward(batch).backward(leaves);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
