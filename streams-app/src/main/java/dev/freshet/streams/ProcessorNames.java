package dev.freshet.streams;

/** Names of the sources, processors and sinks of {@link FreshetTopology}. */
public final class ProcessorNames {

    public static final String EVENTS_SOURCE = "from-user-events";
    public static final String REQUESTS_SOURCE = "from-score-requests";

    public static final String DECODE_EVENTS = "decode-events";
    public static final String APPLY_EVENTS = "apply-events";
    public static final String DECODE_REQUESTS = "decode-requests";
    public static final String ANSWER_REQUESTS = "answer-requests";

    public static final String EXAMPLES_SINK = "to-training-examples";
    public static final String SCORES_SINK = "to-scores";
    public static final String REJECTED_SINK = "to-rejected-events";
    public static final String DEAD_LETTERS_SINK = "to-dead-letters";

    private ProcessorNames() {}
}
