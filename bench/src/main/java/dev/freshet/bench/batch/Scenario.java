package dev.freshet.bench.batch;

import dev.freshet.bench.BenchException;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A kind of training step, with the settings of the reference's bench except for a longer warm-up, which the JVM needs.
 */
public enum Scenario {
    /** Eight users, 6 to 512 events each. */
    PRETRAIN_SKEWED(24, 24, 0.2),
    /** Eight users with 512 events each. */
    PRETRAIN_WORST(4, 10, 0.2),
    /** Four users with about thirty requests. */
    FINETUNE(120, 36, 0.1);

    private final int warmUp;
    private final int steps;
    private final double dropout;

    Scenario(int warmUp, int steps, double dropout) {
        this.warmUp = warmUp;
        this.steps = steps;
        this.dropout = dropout;
    }

    /** Its name in files and results. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Scenario of(String label) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new BenchException("no scenario is called " + label + "; there are " + labels()));
    }

    public static String labels() {
        return Arrays.stream(values()).map(Scenario::label).collect(Collectors.joining(", "));
    }

    /** Steps before the clock starts. */
    public int warmUp() {
        return warmUp;
    }

    /** Steps to measure. */
    public int steps() {
        return steps;
    }

    public LossWeights losses() {
        return this == FINETUNE ? new LossWeights(0, 0, 1) : new LossWeights(1, 10, 0);
    }

    public ModelConfig model() {
        return model(dropout);
    }

    public ModelConfig undropped() {
        return model(0);
    }

    private static ModelConfig model(double dropout) {
        ModelConfig defaults = ModelConfig.defaults();
        return new ModelConfig(
                defaults.dim(), defaults.heads(), defaults.layers(), defaults.maxLength(), defaults.seed(), dropout);
    }
}
