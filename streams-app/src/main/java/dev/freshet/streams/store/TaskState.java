package dev.freshet.streams.store;

import dev.freshet.core.event.TimeRules;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A task's watermark and counters, in a store, so that they are committed and restored with the records behind them. The
 * store also holds the settings that other stores depend on, and the few other rows that change with almost every record:
 * each changelog makes each transaction dearer.
 */
public final class TaskState {

    /** The watermark before the first tick, while there are fewer customers than witnesses. */
    public static final long NONE = TimeRules.NO_WATERMARK;

    public static final String WATERMARK_PREFIX = "watermark.";

    /** The sequence at which the history of a new customer begins: no forgotten customer had one as high. */
    public static final String FIRST_SEQUENCE = "history.first-sequence";

    /** How far an input topic is applied, by the topic's name. */
    static final String INPUT_PREFIX = "input.";

    /** The customers whose events arrived last. */
    static final String WITNESSES = "witnesses";

    private static final String SETTING_PREFIX = "setting.";

    private final KeyValueStore<String, byte[]> rows;
    private final String watermarkKey;

    /** @param rows a store as {@link #store} defines it */
    public TaskState(KeyValueStore<String, byte[]> rows, int partition) {
        this.rows = rows;
        this.watermarkKey = WATERMARK_PREFIX + partition;
    }

    /** The store: by name, eight bytes of a number, or a row as {@link RowSerde} writes it. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.TASK), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingEnabled();
    }

    /** The partition's watermark, epoch milliseconds, or {@link #NONE}. */
    public long watermark() {
        byte[] stored = rows.get(watermarkKey);
        return stored == null ? NONE : number(stored);
    }

    public void watermark(long time) {
        put(watermarkKey, time);
    }

    /** Whether a row of the store is a counter. */
    public static boolean isCounter(String name) {
        return isNumber(name)
                && !name.startsWith(WATERMARK_PREFIX)
                && !name.startsWith(SETTING_PREFIX)
                && !name.equals(FIRST_SEQUENCE);
    }

    /** Whether a row of the store is a number. */
    public static boolean isNumber(String name) {
        return !name.startsWith(INPUT_PREFIX) && !name.equals(WITNESSES);
    }

    /** The value of a row that is a number. */
    public static long number(byte[] row) {
        return ByteBuffer.wrap(row).getLong();
    }

    /** A row that is no number; null without it. */
    <T extends SpecificRecord> T row(String name, RowSerde<T> serde) {
        return serde.deserializer().deserialize(StoreNames.TASK, rows.get(name));
    }

    <T extends SpecificRecord> void row(String name, RowSerde<T> serde, T row) {
        rows.put(name, serde.serializer().serialize(StoreNames.TASK, row));
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
            put(SETTING_PREFIX + name, value);
        }
    }

    public long firstSequence() {
        return get(FIRST_SEQUENCE);
    }

    /** Makes new histories begin at a sequence, unless they begin later already. */
    public void raiseFirstSequence(long sequence) {
        if (sequence > firstSequence()) {
            put(FIRST_SEQUENCE, sequence);
        }
    }

    public long get(String counter) {
        byte[] n = rows.get(counter);
        return n == null ? 0 : number(n);
    }

    public void count(String counter) {
        add(counter, 1);
    }

    public void add(String counter, long n) {
        put(counter, get(counter) + n);
    }

    private void put(String name, long value) {
        rows.put(name, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }
}
