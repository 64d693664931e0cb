package dev.freshet.model.loss;

import java.util.Map;

/**
 * Losses of one batch before its step. Each is a mean, or 0 when there is nothing to average over.
 *
 * @param total weighted sum of the three
 * @param nextPositive mean over targets
 * @param feedback mean over targets
 * @param ranking mean over pairs
 * @param targets next-positive targets in the batch
 * @param groups request groups in the batch that have both labels
 * @param pairs pairs of a better and a worse candidate of one group
 */
public record Losses(
        double total, double nextPositive, double feedback, double ranking, int targets, int groups, int pairs) {

    public static final Losses NONE = new Losses(0, 0, 0, 0, 0, 0, 0);

    /** The four losses by their names in records. */
    public Map<String, Double> byName() {
        return Map.of("total", total, "next_positive", nextPositive, "feedback", feedback, "ranking", ranking);
    }
}
