package dev.freshet.bench.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A batch as the reference collates it: users one after the other, without padding.
 *
 * @param history what they did
 * @param candidates what they are asked to rank; null when the batch has targets to predict
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlatBatch(History history, Candidates candidates) {

    /**
     * T events of U users.
     *
     * @param sources (T)
     * @param actions (T) rows of the action table
     * @param products (T)
     * @param positions (T) index in the user's window
     * @param targets index in the user's window: of events to predict or, with candidates, of states that rank
     * @param targetsOfUser (U) how many of {@code targets} are the user's
     * @param lengths (U) events of each user
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of indices that nobody compares
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
     * R requests with C candidates.
     *
     * @param sources (R)
     * @param labels (C) 1 for what went into the cart
     * @param products (C)
     * @param lengths (R) candidates of each request
     * @param requestsOfUser (U)
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

    /** Events, none of them padding. */
    public int tokens() {
        return history.products().length;
    }

    /** Products to be ranked. */
    public int ranked() {
        return candidates == null ? 0 : candidates.products().length;
    }
}
