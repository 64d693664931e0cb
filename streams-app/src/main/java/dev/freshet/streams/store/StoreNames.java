package dev.freshet.streams.store;

import java.util.List;

/** Names of the state stores; the names of their changelogs contain them. */
public final class StoreNames {

    /** Watermark and counters of the task, one row each, and the other rows of {@link TaskState}. */
    public static final String TASK = "task";
    /** One small row per customer. */
    public static final String HISTORY_HEADS = "history-heads";
    /** Rows of {@code history.chunk.size} positive events. */
    public static final String HISTORY_CHUNKS = "history-chunks";
    /** Open request groups and the markers of closed ones. */
    public static final String GROUPS = "groups";
    /** Timers of event time, in time order. */
    public static final String TIMERS = "timers";
    /** Event ids seen within the window of deduplication. */
    public static final String EVENT_IDS = "event-ids";
    /** Cart additions by product, for answers without a model. */
    public static final String POPULARITY = "popularity";
    /** The products of {@link #POPULARITY} by level, the most popular first. */
    public static final String POPULAR_PRODUCTS = "popular-products";
    /** Score requests that wait for a first model or, in a replay, for the events before them. */
    public static final String WAITING = "waiting-requests";

    /** What customers do with products in intervals that have not ended. */
    public static final String PRODUCT_COUNTS = "product-counts";
    /** Events ahead of the watermark, and records that wait until those before them are applied. */
    public static final String WAITING_EVENTS = "waiting-events";

    /** Every store. */
    static final List<String> ALL = List.of(
            TASK,
            HISTORY_HEADS,
            HISTORY_CHUNKS,
            GROUPS,
            TIMERS,
            EVENT_IDS,
            POPULARITY,
            POPULAR_PRODUCTS,
            WAITING,
            PRODUCT_COUNTS,
            WAITING_EVENTS);

    private StoreNames() {}
}
