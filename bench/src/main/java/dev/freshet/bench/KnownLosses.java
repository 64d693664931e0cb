package dev.freshet.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freshet.bench.batch.Scenario;
import dev.freshet.model.loss.Losses;
import java.util.List;

/**
 * The losses on a batch without dropout; the reference's are in double precision. Next-positive and feedback, or
 * ranking alone for finetune.
 *
 * @param untrained losses with Freshet's initial weights
 * @param trained losses after {@link LearningCheck#STEPS} steps of AdamW on that batch alone; empty except for the
 *     first batch of a file
 */
record KnownLosses(@JsonProperty(required = true) List<Double> untrained, List<Double> trained) {

    KnownLosses {
        untrained = List.copyOf(untrained);
        trained = trained == null ? List.of() : List.copyOf(trained);
    }

    /** Freshet's losses, in the same order. */
    static List<Double> of(Losses losses, Scenario scenario) {
        return scenario == Scenario.FINETUNE
                ? List.of(losses.ranking())
                : List.of(losses.nextPositive(), losses.feedback());
    }
}
