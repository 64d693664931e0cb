package dev.freshet.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.batch.ItemRows;
import dev.freshet.model.torch.TensorOps;

/**
 * The heads, which compute vectors and logits from states and embeddings. Their residual blocks are {@code LayerNorm(x
 * + ReLU(x W + b))} without dropout.
 */
public final class Heads {

    private static final float MIN_TEMPERATURE = 0.01f;
    private static final float MAX_TEMPERATURE = 100f;

    private final Weights weights;

    public Heads(Weights weights) {
        this.weights = weights;
    }

    /** Unit vectors (N, D) of customers in a context; states (N, D), contexts (N, D). */
    public NDArray users(NDArray states, NDArray contexts) {
        NDArray fused = blocks(ParameterNames.FUSION, NDArrays.concat(new NDList(states, contexts), -1));
        return TensorOps.normalize(linear(ParameterNames.FUSION + ParameterNames.HEAD_BLOCKS + ".", fused));
    }

    /** Unit vectors (N, D) of products; items (N, D) rows of the item table. */
    public NDArray candidates(NDArray items) {
        return TensorOps.normalize(blocks(ParameterNames.PROJECTOR, items));
    }

    /** Feedback logits (N, 3): cart, click, purchase; states, contexts and items (N, D). */
    public NDArray feedback(NDArray states, NDArray contexts, NDArray items) {
        NDArray x = blocks(ParameterNames.CLASSIFIER, NDArrays.concat(new NDList(states, contexts, items), -1));
        return linear(ParameterNames.CLASSIFIER + ParameterNames.HEAD_BLOCKS + ".", x);
    }

    /** Ranking logits (N) of the cosines (N): {@code cosine / exp(scale) + bias}. */
    public NDArray ranking(NDArray cosines) {
        return cosines.div(weights.get(ParameterNames.SCALE).exp()).add(weights.get(ParameterNames.BIAS));
    }

    /** The feature term (N) of products; features (N, inputs) as {@link TermInputs} gives them. */
    public NDArray term(NDArray features) {
        if (!weights.arrays().containsKey(ParameterNames.TERM + "skip.weight")) {
            return linear(ParameterNames.TERM + "linear.", features).reshape(-1);
        }
        NDArray wide = TensorOps.gelu(linear(ParameterNames.TERM + "layers.0.", features));
        NDArray narrow = TensorOps.gelu(linear(ParameterNames.TERM + "layers.2.", wide));
        NDArray skip =
                features.mul(weights.get(ParameterNames.TERM + "skip.weight")).sum(new int[] {-1});
        return linear(ParameterNames.TERM + "layers.4.", narrow).reshape(-1).add(skip);
    }

    /** The factor (1) on cosines in the softmax over the catalogue; outside the clip no gradient reaches tau. */
    public NDArray temperature() {
        return weights.get(ParameterNames.TAU).exp().clip(MIN_TEMPERATURE, MAX_TEMPERATURE);
    }

    /** Embeddings (N, D) of rows (N) of the context table. */
    public NDArray contexts(NDManager manager, long[] rows) {
        return TensorOps.rows(manager, weights.get(ParameterNames.CONTEXTS), rows);
    }

    public ItemRows itemRows(NDManager manager) {
        return new ItemRows(manager, weights.get(ParameterNames.ITEMS));
    }

    /** A projector of these rows of the item table. */
    public Projector projector(NDManager manager, Batch.Rows rows) {
        return new Projector(manager, weights, rows);
    }

    private NDArray blocks(String name, NDArray x) {
        NDArray y = x;
        for (int i = 0; i < ParameterNames.HEAD_BLOCKS; i++) {
            NDArray inner = TensorOps.relu(linear(name + i + ".linear.", y));
            y = TensorOps.layerNorm(
                    y.add(inner),
                    weights.get(name + i + ".layer_norm.weight"),
                    weights.get(name + i + ".layer_norm.bias"));
        }
        return y;
    }

    private NDArray linear(String name, NDArray x) {
        return TensorOps.linear(x, weights.get(name + "weight"), weights.get(name + "bias"));
    }
}
