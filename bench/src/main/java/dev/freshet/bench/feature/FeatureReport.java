package dev.freshet.bench.feature;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * Measurements of live features.
 *
 * @param cores number of the machine's cores
 * @param least microseconds of features and term in the best round
 * @param share of features and term in the whole answer, of the best rounds
 */
public record FeatureReport(
        String bench,
        int cores,
        FeaturePlan plan,
        List<FeatureRound> rounds,
        @JsonProperty("term_us") double least,
        double share) {

    static FeatureReport of(FeaturePlan plan, List<FeatureRound> rounds) {
        double term = rounds.stream().mapToDouble(FeatureRound::term).min().orElseThrow();
        double answer = rounds.stream().mapToDouble(FeatureRound::answer).min().orElseThrow();
        int cores = Runtime.getRuntime().availableProcessors();
        return new FeatureReport("freshet features", cores, plan, rounds, term, Math.round(1e4 * term / answer) / 1e4);
    }

    /** The result as readable lines. */
    public List<String> lines() {
        return List.of(String.format(
                Locale.ROOT,
                "%d candidates after %d events: features and term %.1f us, %.1f%% of an answer",
                plan.candidates(),
                plan.events(),
                least,
                100 * share));
    }
}
