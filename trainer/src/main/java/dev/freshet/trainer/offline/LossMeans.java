package dev.freshet.trainer.offline;

import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.loss.Losses;

/**
 * Means of losses over many batches. Every target and every pair has the same weight, whichever batch it is in. Not
 * thread-safe.
 */
public final class LossMeans {

    private final LossWeights weights;
    private double nextPositive;
    private double feedback;
    private double ranking;
    private long targets;
    private long pairs;

    /** @param weights of the total */
    public LossMeans(LossWeights weights) {
        this.weights = weights;
    }

    /** Adds the losses of a batch. */
    public void add(Losses losses) {
        nextPositive += losses.nextPositive() * losses.targets();
        feedback += losses.feedback() * losses.targets();
        ranking += losses.ranking() * losses.pairs();
        targets += losses.targets();
        pairs += losses.pairs();
    }

    /** Whether no batch had a target or a pair. */
    public boolean isEmpty() {
        return targets + pairs == 0;
    }

    double nextPositive() {
        return targets == 0 ? 0 : nextPositive / targets;
    }

    double feedback() {
        return targets == 0 ? 0 : feedback / targets;
    }

    double ranking() {
        return pairs == 0 ? 0 : ranking / pairs;
    }

    /** The weighted sum of the means; 0 for none. */
    public double total() {
        return weights.nextPositive() * nextPositive()
                + weights.feedback() * feedback()
                + weights.ranking() * ranking();
    }
}
