package dev.freshet.bench.feature;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * One measurement.
 *
 * @param round counted from 1
 * @param term mean processor time of the features and the term of a request, microseconds
 * @param answer mean processor time of the whole answer, network included, microseconds
 */
public record FeatureRound(
        int round,
        @JsonProperty("term_us") double term,
        @JsonProperty("answer_us") double answer) {

    String line() {
        return String.format(
                Locale.ROOT, "round %d  features and term %6.1f us, whole answer %8.1f us", round, term, answer);
    }
}
