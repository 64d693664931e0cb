package dev.freshet.streams.store;

import dev.freshet.core.event.TimeRules;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A task's watermark and counters, in a store, so that they are committed and restored with the records behind them. The
 * store also holds the settings that other stores depend on.
 */
public final class TaskState {

    /** The watermark before the first tick, while there are fewer customers than witnesses. */
    public static final long NONE = TimeRules.NO_WATERMARK;

    public static final String WATERMARK_PREFIX = "watermark.";

    /** The sequence at which the history of a new customer begins: no forgotten customer had one as high. */
    public static final String FIRST_SEQUENCE = "history.first-sequence";

    private static final String SETTING_PREFIX = "setting.";

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

    /** Whether a row of the store is a counter. */
    public static boolean isCounter(String name) {
        return !name.startsWith(WATERMARK_PREFIX) && !name.startsWith(SETTING_PREFIX) && !name.equals(FIRST_SEQUENCE);
    }

    /** The value of a setting for which the stores are prepared; 0 for none. */
    long setting(String name) {
        return get(SETTING_PREFIX + name);
    }

    /** Remembers for which value of a setting the stores are prepared; 0 for none. */
    void setting(String name, long value) {
        if (value == 0) {
            rows.delete(SETTING_PREFIX + name);
        } else {
            rows.put(SETTING_PREFIX + name, value);
        }
    }

    public long firstSequence() {
        return get(FIRST_SEQUENCE);
    }

    /** Makes new histories begin at a sequence, unless they begin later already. */
    public void raiseFirstSequence(long sequence) {
        if (sequence > firstSequence()) {
            rows.put(FIRST_SEQUENCE, sequence);
        }
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
