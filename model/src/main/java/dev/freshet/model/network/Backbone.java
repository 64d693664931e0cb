package dev.freshet.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.freshet.model.batch.ItemRows;
import dev.freshet.model.batch.PackedHistory;
import dev.freshet.model.torch.TensorOps;
import dev.freshet.model.torch.TorchOps;

/**
 * The causal transformer encoder over windows of events: a token is the sum of its item, context, action and position
 * embeddings; post-norm layers with exact GELU. A state is the encoder's output at a token.
 */
public final class Backbone {

    private final ModelConfig config;
    private final Weights weights;
    private final NDArray positions;

    /** {@code positions} is {@link PositionalEncoding#table}, (maxLength, D). */
    public Backbone(ModelConfig config, Weights weights, NDArray positions) {
        this.config = config;
        this.weights = weights;
        this.positions = positions;
    }

    /**
     * States at tokens; the last layer is computed for these alone.
     *
     * @param tokens (N) index in the history, or -1 for the empty history, whose state is zero
     * @param dropout rate; 0 outside training
     * @return (N, D)
     */
    public NDArray states(NDManager manager, PackedHistory history, long[] tokens, double dropout) {
        return states(manager, history, new ItemRows(manager, weights.get(ParameterNames.ITEMS)), tokens, dropout);
    }

    /** The same, with the item table's rows from {@code items}. */
    public NDArray states(NDManager manager, PackedHistory history, ItemRows items, long[] tokens, double dropout) {
        StateSelection selection = StateSelection.of(history, tokens);
        NDArray none = manager.zeros(new Shape(1, config.dim()));
        if (selection.tokens().length == 0) {
            return TensorOps.rows(manager, none, selection.rows());
        }
        NDArray x = tokens(manager, history, items.at(history.items()));
        TorchOps.Spans all = selection.everyToken();
        for (int i = 0; i < config.layers() - 1; i++) {
            x = layer(manager, ParameterNames.LAYERS + i + ".", x, x, all, dropout);
        }
        NDArray read = TensorOps.rows(manager, x, selection.tokens());
        x = layer(manager, ParameterNames.LAYERS + (config.layers() - 1) + ".", read, x, selection.spans(), dropout);
        return TensorOps.rows(manager, NDArrays.concat(new NDList(none, x), 0), selection.rows());
    }

    private NDArray tokens(NDManager manager, PackedHistory history, NDArray items) {
        return TensorOps.rows(manager, weights.get(ParameterNames.CONTEXTS), history.contexts())
                .add(items)
                .add(TensorOps.rows(manager, weights.get(ParameterNames.ACTIONS), history.actions()))
                .add(TensorOps.rows(manager, positions, history.positions()));
    }

    /** One encoder layer: queries {@code x} (Q, D) attend to the tokens {@code seen} (K, D); the result is (Q, D). */
    private NDArray layer(
            NDManager manager, String name, NDArray x, NDArray seen, TorchOps.Spans spans, double dropout) {
        NDArray attention = attention(manager, name + "self_attn.", x, seen, spans, dropout);
        NDArray attended = linear(name + "self_attn.out_proj.", attention);
        NDArray middle = norm(name + "norm1.", x.add(TensorOps.dropout(attended, dropout)));
        NDArray inner = TensorOps.dropout(TensorOps.gelu(linear(name + "linear1.", middle)), dropout);
        NDArray outer = TensorOps.dropout(linear(name + "linear2.", inner), dropout);
        return norm(name + "norm2.", middle.add(outer));
    }

    /**
     * Attention of all heads, (Q, D), before the output projection. The rows of the input projection are queries, keys,
     * values.
     */
    private NDArray attention(
            NDManager manager, String name, NDArray x, NDArray seen, TorchOps.Spans spans, double dropout) {
        int dim = config.dim();
        int heads = config.heads();
        NDArray weight = weights.get(name + "in_proj_weight");
        NDArray bias = weights.get(name + "in_proj_bias");
        NDArray query = TensorOps.linear(x, weight.get(":" + dim), bias.get(":" + dim));
        NDArray keyValue = TensorOps.linear(seen, weight.get(dim + ":"), bias.get(dim + ":"));
        return TorchOps.attention(
                manager,
                query.reshape(-1, heads, dim / heads),
                keyValue.reshape(-1, 2, heads, dim / heads),
                spans,
                dropout);
    }

    private NDArray linear(String name, NDArray x) {
        return TensorOps.linear(x, weights.get(name + "weight"), weights.get(name + "bias"));
    }

    private NDArray norm(String name, NDArray x) {
        return TensorOps.layerNorm(x, weights.get(name + "weight"), weights.get(name + "bias"));
    }
}
