package dev.freshet.bench.queue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * The processor time of an event with many open entries, divided by that with few; 1 when the number does not matter.
 *
 * @param ratio of the least times of all rounds
 * @param lowest lowest ratio of a single round
 * @param highest highest ratio of a single round
 */
public record QueueRatio(
        String queue,
        double ratio,
        @JsonProperty("ratio_lowest") double lowest,
        @JsonProperty("ratio_highest") double highest) {

    static QueueRatio of(String queue, List<QueueRound> rounds) {
        double few = rounds.stream().mapToDouble(QueueRound::few).min().orElseThrow();
        double many = rounds.stream().mapToDouble(QueueRound::many).min().orElseThrow();
        double[] ratios = rounds.stream()
                .mapToDouble(round -> round.many() / round.few())
                .sorted()
                .toArray();
        return new QueueRatio(queue, rounded(many / few), rounded(ratios[0]), rounded(ratios[ratios.length - 1]));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** The ratio as a readable line. */
    String line(QueuePlan plan) {
        return String.format(
                Locale.ROOT,
                "%-8s  an event with %,d open costs %.2f times one with %,d (%.2f to %.2f by round)",
                queue,
                plan.many(),
                ratio,
                plan.few(),
                lowest,
                highest);
    }
}
