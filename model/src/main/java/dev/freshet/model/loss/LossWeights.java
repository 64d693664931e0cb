package dev.freshet.model.loss;

/**
 * Weights of the joint loss: {@code nextPositive * NPP + feedback * FP + ranking * pairwise}. A loss of weight 0 is not
 * computed; it is reported as 0.
 *
 * @param nextPositive weight of the next-positive softmax loss
 * @param feedback weight of the feedback cross-entropy
 * @param ranking weight of the pairwise loss over request groups
 */
public record LossWeights(double nextPositive, double feedback, double ranking) {

    /** @throws IllegalArgumentException naming the weight that is negative or not finite */
    public LossWeights {
        require("nextPositive", nextPositive);
        require("feedback", feedback);
        require("ranking", ranking);
    }

    public static LossWeights defaults() {
        return new LossWeights(1, 10, 1);
    }

    public boolean usesTargets() {
        return nextPositive > 0 || feedback > 0;
    }

    public boolean usesGroups() {
        return ranking > 0;
    }

    private static void require(String setting, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("loss weight " + setting + " must be finite and >= 0, not " + value);
        }
    }
}
