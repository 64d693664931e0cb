package dev.freshet.streams.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Work on each row of a store, once for each value of a setting, in small steps. Nothing else may change the store until
 * the pass has ended. After a restart the pass begins again, so the work on a row has no further effect when repeated.
 */
public final class StorePass<K, V> {

    /** The value of a setting that is switched off. */
    public static final long OFF = 0;

    private static final int READ_AHEAD = 1_000;

    private final TaskState task;
    private final String setting;
    private final long value;
    private final KeyValueStore<K, V> rows;
    private final BiConsumer<K, V> work;
    private final Deque<KeyValue<K, V>> ahead = new ArrayDeque<>();
    private K last;
    private boolean begun;

    /**
     * A pass that has not begun.
     *
     * @param value of the setting, or {@link #OFF}, which needs no work
     * @param work on one row; it may change that row
     */
    public StorePass(TaskState task, String setting, long value, KeyValueStore<K, V> rows, BiConsumer<K, V> work) {
        this.task = task;
        this.setting = setting;
        this.value = value;
        this.rows = rows;
        this.work = work;
    }

    /** Processes at most one row; true when the pass has ended. */
    public boolean step() {
        if (!begun) {
            if (task.setting(setting) == value) {
                return true;
            }
            task.setting(setting, OFF); // so that a return to the earlier value needs a pass too
            begun = true;
        }
        if (ahead.isEmpty() && value != OFF) {
            readOn();
        }
        KeyValue<K, V> row = ahead.poll();
        if (row == null) {
            task.setting(setting, value);
            return true;
        }
        work.accept(row.key, row.value);
        return false;
    }

    private void readOn() {
        try (KeyValueIterator<K, V> rest = rows.range(last, null)) {
            while (rest.hasNext() && ahead.size() < READ_AHEAD) {
                KeyValue<K, V> row = rest.next();
                if (!row.key.equals(last)) {
                    ahead.add(row);
                }
            }
        }
        if (!ahead.isEmpty()) {
            last = ahead.getLast().key;
        }
    }
}
