package dev.freshet.bench.queue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * Both measurements of a round.
 *
 * @param round counted from 1
 * @param few mean processor time of an event with few open entries, microseconds
 * @param many the same with many
 */
public record QueueRound(
        String queue,
        int round,
        @JsonProperty("few_us") double few,
        @JsonProperty("many_us") double many) {

    /** The round as a readable line. */
    String line(QueuePlan plan) {
        return String.format(
                Locale.ROOT,
                "%-8s  round %d  %,d open %6.1f us, %,d open %6.1f us an event",
                queue,
                round,
                plan.few(),
                few,
                plan.many(),
                many);
    }
}
