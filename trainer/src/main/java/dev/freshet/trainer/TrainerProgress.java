package dev.freshet.trainer;

import java.util.Map;

/**
 * How far the trainer is.
 *
 * @param mergedTime event time of the merged stream, epoch milliseconds UTC; {@link Long#MIN_VALUE} before its first
 *     record
 * @param offsets next offset to learn from, of each partition of training-examples that had a record
 * @param steps optimizer steps taken
 * @param examples parts (targets and groups) trained on
 * @param groups request groups seen, holdout included
 * @param unjudged of these, dated before any version that could have served them
 * @param version last published version; -1 before the first
 * @param digest SHA-256 of its weights and vocabularies, hex; empty before the first
 * @param means since the beginning: {@code ndcg10.STRATUM.RANKING}, {@code groups.STRATUM} (strata {@code all}, {@code
 *     cold}, {@code warm}) and {@code loss.NAME}
 */
public record TrainerProgress(
        long mergedTime,
        Map<Integer, Long> offsets,
        long steps,
        long examples,
        long groups,
        long unjudged,
        long version,
        String digest,
        Map<String, Double> means) {

    public TrainerProgress {
        offsets = Map.copyOf(offsets);
        means = Map.copyOf(means);
    }
}
