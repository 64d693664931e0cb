package dev.freshet.model.serving;

import java.util.Optional;

/** Ranking logits of products in order: the whole, and its two parts. */
public final class PageLogits {

    private final float[] network;

    /** Null without a feature term. */
    private final float[] term;

    PageLogits(float[] network, float[] term) {
        this.network = network;
        this.term = term;
    }

    /** Logits without a feature term. */
    public static PageLogits of(float[] network) {
        return new PageLogits(network, null);
    }

    /** What the model ranks by. */
    public float[] total() {
        float[] total = network.clone();
        for (int i = 0; term != null && i < total.length; i++) {
            total[i] += term[i];
        }
        return total;
    }

    /** The network's part: {@code cosine / exp(scale) + bias}. */
    public float[] network() {
        return network;
    }

    /** The feature term; empty when the model has none. */
    public Optional<float[]> term() {
        return Optional.ofNullable(term);
    }
}
