package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The causal transformer encoder over windows of events: a token is the sum of its item, context, action and position
 * embeddings; post-norm layers with exact GELU. A state is the encoder's output at a token.
 */
final class Backbone {

    private final ModelConfig config;
    private final Weights weights;
    private final NDArray positions;

    /** {@code positions} is {@link PositionalEncoding#table}, (maxLength, D). */
    Backbone(ModelConfig config, Weights weights, NDArray positions) {
        this.config = config;
        this.weights = weights;
        this.positions = positions;
    }

    /**
     * States of every token.
     *
     * @param dropout rate; 0 outside training
     * @return (1 + T, D): the zero state of the empty history, then the tokens in the history's order
     */
    NDArray states(NDManager manager, History history, double dropout) {
        NDArray none = manager.zeros(new Shape(1, config.dim()));
        if (history.tokens() == 0) {
            return none;
        }
        Padding padding = Padding.of(history.lengths());
        long batch = history.lengths().length;
        NDArray x = Ops.rows(manager, tokens(manager, history), padding.gather())
                .reshape(batch, padding.length(), config.dim());
        NDArray mask = causalMask(manager, padding.length());
        for (int i = 0; i < config.layers(); i++) {
            x = layer(Names.LAYERS + i + ".", x, mask, dropout);
        }
        NDArray packed = Ops.rows(manager, x.reshape(-1, config.dim()), padding.scatter());
        return NDArrays.concat(new NDList(none, packed), 0);
    }

    private NDArray tokens(NDManager manager, History history) {
        return Ops.rows(manager, weights.get(Names.CONTEXTS), history.contexts())
                .add(Ops.rows(manager, weights.get(Names.ITEMS), history.items()))
                .add(Ops.rows(manager, weights.get(Names.ACTIONS), history.actions()))
                .add(Ops.rows(manager, positions, history.positions()));
    }

    /** x (B, L, D) to the same shape. */
    private NDArray layer(String name, NDArray x, NDArray mask, double dropout) {
        NDArray attended = linear(name + "self_attn.out_proj.", attention(name + "self_attn.", x, mask, dropout));
        NDArray middle = norm(name + "norm1.", x.add(Ops.dropout(attended, dropout)));
        NDArray inner = Ops.dropout(Ops.gelu(linear(name + "linear1.", middle)), dropout);
        NDArray outer = Ops.dropout(linear(name + "linear2.", inner), dropout);
        return norm(name + "norm2.", middle.add(outer));
    }

    /** Scaled dot-product attention, every head at once; x (B, L, D) to the same shape, before the output projection. */
    private NDArray attention(String name, NDArray x, NDArray mask, double dropout) {
        long batch = x.getShape().get(0);
        long length = x.getShape().get(1);
        int width = config.dim() / config.heads();
        NDList projected = linear(name + "in_proj_", x).split(3, 2);
        NDArray query = Ops.scaled(heads(projected.get(0), batch, length, width), 1 / StrictMath.sqrt(width));
        NDArray key = heads(projected.get(1), batch, length, width);
        NDArray value = heads(projected.get(2), batch, length, width);
        NDArray attention = query.matMul(key.transpose(0, 1, 3, 2)).add(mask).softmax(-1);
        return Ops.dropout(attention, dropout)
                .matMul(value)
                .transpose(0, 2, 1, 3)
                .reshape(batch, length, config.dim());
    }

    private NDArray heads(NDArray x, long batch, long length, int width) {
        return x.reshape(batch, length, config.heads(), width).transpose(0, 2, 1, 3);
    }

    /** (L, L): minus infinity where the key is later than the query, else 0. */
    private static NDArray causalMask(NDManager manager, int length) {
        NDArray index = manager.arange(length);
        NDArray later = index.reshape(1, length).gt(index.reshape(length, 1));
        Shape square = new Shape(length, length);
        return NDArrays.where(later, manager.full(square, Float.NEGATIVE_INFINITY), manager.zeros(square));
    }

    private NDArray linear(String name, NDArray x) {
        return Ops.linear(x, weights.get(name + "weight"), weights.get(name + "bias"));
    }

    private NDArray norm(String name, NDArray x) {
        return Ops.layerNorm(x, weights.get(name + "weight"), weights.get(name + "bias"));
    }
}
