package dev.freshet.model.serving;

import dev.freshet.core.feature.PageFeatures;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.TermInputs;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.network.Weights;
import java.util.List;

/**
 * The feature term of a version, computed without a native call: its bits depend on nothing but the weights and the
 * features of a product and its page.
 */
final class FeatureTerm {

    private final TermKind kind;
    private final List<DenseLayer> hidden;
    private final DenseLayer last;

    /** Weights of the sum beside the network; none for {@link TermKind#LINEAR}. */
    private final float[] skip;

    private FeatureTerm(TermKind kind, List<DenseLayer> hidden, DenseLayer last, float[] skip) {
        this.kind = kind;
        this.hidden = hidden;
        this.last = last;
        this.skip = skip;
    }

    /** @param kind not OFF */
    static FeatureTerm of(TermKind kind, Weights weights) {
        String path = ParameterNames.TERM;
        return kind == TermKind.LINEAR
                ? new FeatureTerm(kind, List.of(), DenseLayer.of(weights, path + "linear."), new float[0])
                : new FeatureTerm(
                        kind,
                        List.of(DenseLayer.of(weights, path + "layers.0."), DenseLayer.of(weights, path + "layers.2.")),
                        DenseLayer.of(weights, path + "layers.4."),
                        weights.get(path + "skip.weight").toFloatArray());
    }

    /** The term of each product of a page. */
    float[] of(PageFeatures features) {
        return of(TermInputs.of(kind, features));
    }

    /** The term of each product; inputs {@code (products, inputs of the kind)} flat. */
    float[] of(float[] inputs) {
        int width = TermInputs.width(kind);
        float[] terms = new float[inputs.length / width];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = of(inputs, i * width);
        }
        return terms;
    }

    private float of(float[] inputs, int from) {
        float sum = 0;
        for (int i = 0; i < skip.length; i++) {
            sum += skip[i] * inputs[from + i];
        }
        float[] values = inputs;
        int at = from;
        for (DenseLayer layer : hidden) {
            values = layer.apply(values, at);
            for (int i = 0; i < values.length; i++) {
                values[i] = Gelu.of(values[i]);
            }
            at = 0;
        }
        return last.apply(values, at)[0] + sum;
    }
}
