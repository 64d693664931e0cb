package dev.freshet.model.training;

/**
 * AdamW in PyTorch's form with betas 0.9 and 0.999 and epsilon 1e-8.
 *
 * @param learningRate after the warm-up
 * @param weightDecay decoupled decay, scaled by the learning rate
 * @param warmupSteps steps over which the rate rises linearly from a tenth; 0 for none
 */
public record OptimizerConfig(double learningRate, double weightDecay, int warmupSteps) {

    private static final double START_FACTOR = 0.1;

    /** @throws IllegalArgumentException naming the value that is out of range */
    public OptimizerConfig {
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("learningRate must be finite and > 0, not " + learningRate);
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
