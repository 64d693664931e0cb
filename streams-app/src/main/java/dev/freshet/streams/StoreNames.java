package dev.freshet.streams;

/** Names of the state stores, hence of their changelogs. */
final class StoreNames {

    /** Watermark and the balance of the task, one row a figure. */
    static final String TASK = "task";
    /** One small row a customer. */
    static final String HISTORY_HEADS = "history-heads";
    /** Rows of {@code history.chunk.size} positive events. */
    static final String HISTORY_CHUNKS = "history-chunks";
    /** Open request groups and the markers of closed ones. */
    static final String GROUPS = "groups";
    /** What is due when the watermark has passed a time, in time order. */
    static final String TIMERS = "timers";
    /** Event ids seen within the window of deduplication. */
    static final String EVENT_IDS = "event-ids";
    /** Cart additions by product, for answers without a model. */
    static final String POPULARITY = "popularity";
    /** Score requests that wait for a first model or, in a replay, for the events before them. */
    static final String WAITING = "waiting-requests";

    private StoreNames() {}
}
