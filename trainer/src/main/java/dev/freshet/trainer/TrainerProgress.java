package dev.freshet.trainer;

import java.util.Map;

/**
 * The progress of a trainer.
 *
 * @param mergedTime event time of the merged stream, epoch milliseconds UTC; {@link Long#MIN_VALUE} before its first
 *     record
 * @param offsets next offset to read, of each partition of training-examples that had a record
 * @param steps optimizer steps taken
 * @param examples targets and groups trained on
 * @param groups request groups seen, holdout included
 * @param unevaluated of these, groups dated before any version that could have served them, or too long before merged time
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
        long unevaluated,
        long version,
        String digest,
        Map<String, Double> means) {

    /** Before the first record. */
    public static final TrainerProgress NONE =
            new TrainerProgress(Long.MIN_VALUE, Map.of(), 0, 0, 0, 0, -1, "", Map.of());

    public TrainerProgress {
        offsets = Map.copyOf(offsets);
        means = Map.copyOf(means);
    }
}
