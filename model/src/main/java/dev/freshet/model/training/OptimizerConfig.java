package dev.freshet.model.training;

/**
 * AdamW in PyTorch's form with betas 0.9 and 0.999 and epsilon 1e-8.
 *
 * @param learningRate after the warm-up
 * @param weightDecay decoupled decay, scaled by the learning rate
 * @param warmupSteps steps over which the rate rises linearly from a tenth; 0 for none
 * @param termRate rate of the feature term's parameters, from the first step on
 */
public record OptimizerConfig(double learningRate, double weightDecay, int warmupSteps, double termRate) {

    private static final double START_FACTOR = 0.1;

    /** Decay of the feature term's parameters, scaled by their rate. */
    static final double TERM_DECAY = 1e-4;

    /** The same rate for the feature term. */
    public OptimizerConfig(double learningRate, double weightDecay, int warmupSteps) {
        this(learningRate, weightDecay, warmupSteps, learningRate);
    }

    /** @throws IllegalArgumentException naming the value that is out of range */
    public OptimizerConfig {
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("learningRate must be finite and > 0, not " + learningRate);
        }
        if (!(termRate > 0) || Double.isInfinite(termRate)) {
            throw new IllegalArgumentException("termRate must be finite and > 0, not " + termRate);
        }
        if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
            throw new IllegalArgumentException("weightDecay must be finite and >= 0, not " + weightDecay);
        }
        if (warmupSteps < 0) {
            throw new IllegalArgumentException("warmupSteps must be >= 0, not " + warmupSteps);
        }
    }

    public static OptimizerConfig defaults() {
        return new OptimizerConfig(1e-3, 0.01, 100);
    }

    /** The rate of step {@code step}, counted from 0: {@code torch.optim.lr_scheduler.LinearLR} stepped every step. */
    public double rate(long step) {
        if (step >= warmupSteps) {
            return learningRate;
        }
        return learningRate * (START_FACTOR + (1 - START_FACTOR) * step / warmupSteps);
    }
}
