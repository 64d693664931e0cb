package dev.freshet.model.network;

import dev.freshet.core.feature.PageFeatures;

/** What a kind of term reads of the features. */
public final class TermInputs {

    private TermInputs() {}

    /** Numbers of a product. */
    public static int width(TermKind kind) {
        return switch (kind) {
            case OFF -> 0;
            case LINEAR -> PageFeatures.LINEAR_INPUTS;
            case MLP -> PageFeatures.NETWORK_INPUTS;
        };
    }

    /** The numbers of the products, {@code (products, width)} flat. */
    public static float[] of(TermKind kind, PageFeatures features) {
        double[] exact = kind == TermKind.LINEAR ? features.linear() : features.network();
        float[] inputs = new float[exact.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) exact[i];
        }
        return inputs;
    }
}
