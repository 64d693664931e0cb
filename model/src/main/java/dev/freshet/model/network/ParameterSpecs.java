package dev.freshet.model.network;

import ai.djl.ndarray.types.Shape;
import dev.freshet.core.event.Action;
import dev.freshet.core.feature.PageFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every dense parameter of a configuration, in a fixed order; the growing tables are not among them. */
public final class ParameterSpecs {

    private static final Initializer ZERO = Initializer.constant(0);
    private static final Initializer ONE = Initializer.constant(1);

    private final List<Parameter> parameters = new ArrayList<>();
    private String module;
    private String prefix;
    private String drawnPrefix;

    private ParameterSpecs() {}

    /**
     * The parameters of a model. Beside a feature term the scale starts at 1, not at the reference's 0, so that the cosines of an
     * untrained network move its order less.
     */
    public static List<Parameter> of(ModelConfig config) {
        ParameterSpecs layout = new ParameterSpecs();
        int dim = config.dim();
        layout.begin("actions", "");
        layout.add(ParameterNames.ACTIONS, Initializer.normal(), Action.values().length, dim);
        for (int i = 0; i < config.layers(); i++) {
            layout.begin("layers." + i, ParameterNames.LAYERS + i + ".");
            layout.drawnPrefix = ParameterNames.LAYERS + "0.";
            layout.encoderLayer(dim);
        }
        layout.head("fusion", ParameterNames.FUSION, 2 * dim, dim);
        layout.head("projector", ParameterNames.PROJECTOR, dim, 0);
        layout.head("classifier", ParameterNames.CLASSIFIER, 3 * dim, ParameterNames.CLASSES);
        layout.begin("scalars", "");
        layout.add(ParameterNames.TAU, ZERO, 1);
        layout.add(ParameterNames.SCALE, config.term() == TermKind.OFF ? ZERO : ONE, 1);
        layout.add(ParameterNames.BIAS, ZERO, 1);
        layout.addTerm(config.term());
        return List.copyOf(layout.parameters);
    }

    /** The parameters of a feature term alone. */
    public static List<Parameter> term(TermKind kind) {
        ParameterSpecs layout = new ParameterSpecs();
        layout.addTerm(kind);
        return List.copyOf(layout.parameters);
    }

    /** Starts from the prior weights of the features; the nonlinear part starts at 0. */
    private void addTerm(TermKind kind) {
        begin("term", ParameterNames.TERM);
        Initializer prior = Initializer.given(PageFeatures.priorWeights());
        switch (kind) {
            case OFF -> {}
            case LINEAR -> {
                add("linear.weight", prior, 1, PageFeatures.LINEAR_INPUTS);
                add("linear.bias", ZERO, 1);
            }
            case MLP -> {
                linear("layers.0.", ParameterNames.TERM_WIDE, PageFeatures.NETWORK_INPUTS);
                linear("layers.2.", ParameterNames.TERM_NARROW, ParameterNames.TERM_WIDE);
                add("layers.4.weight", ZERO, 1, ParameterNames.TERM_NARROW);
                add("layers.4.bias", ZERO, 1);
                add("skip.weight", prior, 1, PageFeatures.NETWORK_INPUTS);
            }
        }
    }

    private void encoderLayer(int dim) {
        add("self_attn.in_proj_weight", Initializer.xavier(3 * dim, dim), 3 * dim, dim);
        add("self_attn.in_proj_bias", ZERO, 3 * dim);
        add("self_attn.out_proj.weight", Initializer.kaiming(dim), dim, dim);
        add("self_attn.out_proj.bias", ZERO, dim);
        linear("linear1.", 4 * dim, dim);
        linear("linear2.", dim, 4 * dim);
        norm("norm1.", dim);
        norm("norm2.", dim);
    }

    /** Residual blocks of {@code width}, then a linear to {@code outputs} unless that is 0. */
    private void head(String name, String path, int width, int outputs) {
        begin(name, path);
        for (int i = 0; i < ParameterNames.HEAD_BLOCKS; i++) {
            linear(i + ".linear.", width, width);
            norm(i + ".layer_norm.", width);
        }
        if (outputs > 0) {
            linear(ParameterNames.HEAD_BLOCKS + ".", outputs, width);
        }
    }

    private void linear(String path, int outputs, int inputs) {
        add(path + "weight", Initializer.kaiming(inputs), outputs, inputs);
        add(path + "bias", Initializer.kaiming(inputs), outputs);
    }

    private void norm(String path, int width) {
        add(path + "weight", ONE, width);
        add(path + "bias", ZERO, width);
    }

    private void begin(String name, String path) {
        module = name;
        prefix = path;
        drawnPrefix = path;
    }

    private void add(String path, Initializer initial, int... sizes) {
        Shape shape = new Shape(Arrays.stream(sizes).asLongStream().toArray());
        parameters.add(new Parameter(prefix + path, module, drawnPrefix + path, shape, initial));
    }
}
