package dev.freshet.streams.store;

import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A task's watermark and counters, in a store, so that they are committed and restored with the records behind them.
 */
public final class TaskState {

    /** The watermark before the first event or tick. */
    public static final long NONE = Long.MIN_VALUE;

    public static final String WATERMARK_PREFIX = "watermark.";

    private final KeyValueStore<String, Long> rows;
    private final String watermarkKey;

    public TaskState(KeyValueStore<String, Long> rows, int partition) {
        this.rows = rows;
        this.watermarkKey = WATERMARK_PREFIX + partition;
    }

    /** The largest time among accepted events and ticks of the partition, epoch milliseconds, or {@link #NONE}. */
    public long watermark() {
        Long stored = rows.get(watermarkKey);
        return stored == null ? NONE : stored;
    }

    public void watermark(long time) {
        rows.put(watermarkKey, time);
    }

    public void count(String counter) {
        add(counter, 1);
    }

    public void add(String counter, long n) {
        Long before = rows.get(counter);
        rows.put(counter, (before == null ? 0 : before) + n);
    }
}
