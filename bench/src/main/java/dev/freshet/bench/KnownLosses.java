package dev.freshet.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freshet.bench.batch.Scenario;
import dev.freshet.model.loss.Losses;
import java.util.List;

/**
 * The reference's losses on a batch without dropout, in double precision: next-positive and feedback, or ranking.
 *
 * @param untrained with Freshet's initial weights
 * @param trained after {@link LearningCheck#STEPS} steps of AdamW on that batch alone; known of the first batch of a file,
 *     else empty
 */
record KnownLosses(@JsonProperty(required = true) List<Double> untrained, List<Double> trained) {

    KnownLosses {
        untrained = List.copyOf(untrained);
        trained = trained == null ? List.of() : List.copyOf(trained);
    }

    /** Ours, in the same order. */
    static List<Double> of(Losses losses, Scenario scenario) {
        return scenario == Scenario.FINETUNE
                ? List.of(losses.ranking())
                : List.of(losses.nextPositive(), losses.feedback());
    }
}
