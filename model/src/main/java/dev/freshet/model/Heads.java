package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** What is computed from states and embeddings; residual blocks {@code LayerNorm(x + ReLU(x W + b))} without dropout. */
final class Heads {

    private static final float MIN_TEMPERATURE = 0.01f;
    private static final float MAX_TEMPERATURE = 100f;

    private final Weights weights;

    Heads(Weights weights) {
        this.weights = weights;
    }

    /** Unit vectors (N, D) of customers in a context; states (N, D), contexts (N, D). */
    NDArray users(NDArray states, NDArray contexts) {
        NDArray fused = blocks(Names.FUSION, NDArrays.concat(new NDList(states, contexts), -1));
        return Ops.normalize(linear(Names.FUSION + Names.HEAD_BLOCKS + ".", fused));
    }

    /** Unit vectors (N, D) of products; items (N, D) rows of the item table. */
    NDArray candidates(NDArray items) {
        return Ops.normalize(blocks(Names.PROJECTOR, items));
    }

    /** Feedback logits (N, 3): cart, click, purchase; states, contexts and items (N, D). */
    NDArray feedback(NDArray states, NDArray contexts, NDArray items) {
        NDArray x = blocks(Names.CLASSIFIER, NDArrays.concat(new NDList(states, contexts, items), -1));
        return linear(Names.CLASSIFIER + Names.HEAD_BLOCKS + ".", x);
    }

    /** Ranking logits (N) of the cosines (N): {@code cosine / exp(scale) + bias}. */
    NDArray ranking(NDArray cosines) {
        return cosines.div(weights.get(Names.SCALE).exp()).add(weights.get(Names.BIAS));
    }

    /** The factor (1) on cosines in the softmax over the catalogue; outside the clip no gradient reaches tau. */
    NDArray temperature() {
        return weights.get(Names.TAU).exp().clip(MIN_TEMPERATURE, MAX_TEMPERATURE);
    }

    NDArray contexts(NDManager manager, long[] rows) {
        return Ops.rows(manager, weights.get(Names.CONTEXTS), rows);
    }

    ItemRows itemRows(NDManager manager) {
        return new ItemRows(manager, weights.get(Names.ITEMS));
    }

    /** Of these rows of the item table. */
    Projector projector(NDManager manager, Batch.Rows rows) {
        return new Projector(manager, weights, rows);
    }

    private NDArray blocks(String name, NDArray x) {
        NDArray y = x;
        for (int i = 0; i < Names.HEAD_BLOCKS; i++) {
            NDArray inner = Ops.relu(linear(name + i + ".linear.", y));
            y = Ops.layerNorm(
                    y.add(inner),
                    weights.get(name + i + ".layer_norm.weight"),
                    weights.get(name + i + ".layer_norm.bias"));
        }
        return y;
    }

    private NDArray linear(String name, NDArray x) {
        return Ops.linear(x, weights.get(name + "weight"), weights.get(name + "bias"));
    }
}
