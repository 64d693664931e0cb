package dev.freshet.streams.store;

import dev.freshet.core.event.TimeRules;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A task's watermark and counters, in a store, so that they are committed and restored with the records behind them.
 */
public final class TaskState {

    /** The watermark before the first tick, while there are fewer customers than witnesses. */
    public static final long NONE = TimeRules.NO_WATERMARK;

    public static final String WATERMARK_PREFIX = "watermark.";

    private final KeyValueStore<String, Long> rows;
    private final String watermarkKey;

    public TaskState(KeyValueStore<String, Long> rows, int partition) {
        this.rows = rows;
        this.watermarkKey = WATERMARK_PREFIX + partition;
    }

    /** The partition's watermark, epoch milliseconds, or {@link #NONE}. */
    public long watermark() {
        Long stored = rows.get(watermarkKey);
        return stored == null ? NONE : stored;
    }

    public void watermark(long time) {
        rows.put(watermarkKey, time);
    }

    public long get(String counter) {
        Long n = rows.get(counter);
        return n == null ? 0 : n;
    }

    public void count(String counter) {
        add(counter, 1);
    }

    public void add(String counter, long n) {
        rows.put(counter, get(counter) + n);
    }
}
