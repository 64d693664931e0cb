package dev.freshet.bench.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A batch as the reference collates it: the users' events are concatenated, without padding.
 *
 * @param history events of the users
 * @param candidates products to rank; null when the batch has targets to predict
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlatBatch(History history, Candidates candidates) {

    /**
     * The T events of U users. Shapes are in parentheses.
     *
     * @param sources (T)
     * @param actions (T) rows of the action table
     * @param products (T)
     * @param positions (T) index in the user's window
     * @param targets indices in the user's window: of the events to predict or, with candidates, of the states that
     *     rank them
     * @param targetsOfUser (U) number of the user's {@code targets}
     * @param lengths (U) number of each user's events
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries indices; equals is never called
    public record History(
            @JsonProperty(value = "source_type", required = true)
            int[] sources,

            @JsonProperty(value = "action_type", required = true)
            int[] actions,

            @JsonProperty(value = "product_id", required = true)
            int[] products,

            @JsonProperty(value = "position", required = true)
            int[] positions,

            @JsonProperty(value = "targets_inds", required = true)
            int[] targets,

            @JsonProperty(value = "targets_lengths", required = true)
            int[] targetsOfUser,

            @JsonProperty(value = "lengths", required = true)
            int[] lengths) {}

    /**
     * The R requests with C candidates in all.
     *
     * @param sources (R)
     * @param labels (C) 1 for a product added to the cart
     * @param products (C)
     * @param lengths (R) number of each request's candidates
     * @param requestsOfUser (U) number of each user's requests
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Candidates(
            @JsonProperty(value = "source_type", required = true)
            int[] sources,

            @JsonProperty(value = "action_type", required = true)
            int[] labels,

            @JsonProperty(value = "product_id", required = true)
            int[] products,

            @JsonProperty(value = "lengths", required = true)
            int[] lengths,

            @JsonProperty(value = "num_requests", required = true)
            int[] requestsOfUser) {}

    public int users() {
        return history.lengths().length;
    }

    /** Number of events; there is no padding. */
    public int tokens() {
        return history.products().length;
    }

    /** Number of products to rank. */
    public int ranked() {
        return candidates == null ? 0 : candidates.products().length;
    }
}
