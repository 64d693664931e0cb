package dev.freshet.streams.score;

/** Why an answer is less than the request asks for; its name is the answer's {@code degraded}. */
enum Degradation {
    /** No version has come within {@code requests.model.wait}; popularity ranks. */
    NO_MODEL,
    /** The model failed to score the request; popularity ranks. */
    SCORING_FAILED,
    /** Requests have queued for longer than {@code requests.deadline}; popularity ranks. */
    DEADLINE,
    /** Repeated candidates are ranked once. */
    DUPLICATE_CANDIDATES
}
