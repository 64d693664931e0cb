package dev.freshet.streams.store;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A store as a queue in order of keys. The first keys are in memory, so the head needs no iterator, and the iterator that
 * reads the next ones seeks past the tombstones of those that are gone.
 */
final class FirstKeys<V> {

    private static final Bytes START = Bytes.wrap(new byte[0]);

    private final KeyValueStore<Bytes, V> rows;
    /** The last key of the queue, or a key behind it; null for the end of the store. */
    private final Bytes last;

    private final int readAhead;
    private final NavigableSet<Bytes> held = new TreeSet<>();
    /** The queue's keys before this are exactly the held ones; null when all keys are held. */
    private Bytes end;

    /**
     * All of a store. Reads nothing yet.
     *
     * @param readAhead keys that one iterator reads; twice as many may be in memory
     */
    FirstKeys(KeyValueStore<Bytes, V> rows, int readAhead) {
        this(rows, START, null, readAhead);
    }

    /** A range of a store; others may share the store. */
    FirstKeys(KeyValueStore<Bytes, V> rows, Bytes first, Bytes last, int readAhead) {
        this.rows = rows;
        this.end = first;
        this.last = last;
        this.readAhead = readAhead;
    }

    /** A persistent store with a changelog. */
    static <V> StoreBuilder<KeyValueStore<Bytes, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), values)
                .withLoggingEnabled(Map.of());
    }

    /** The first key; null when the store is empty. */
    Bytes first() {
        if (held.isEmpty() && end != null) {
            readOn();
        }
        return held.isEmpty() ? null : held.first();
    }

    void put(Bytes key, V value) {
        rows.put(key, value);
        hold(key);
    }

    /** Writes a row unless the store has it. */
    void putIfAbsent(Bytes key, V value) {
        rows.putIfAbsent(key, value);
        hold(key);
    }

    V get(Bytes key) {
        return rows.get(key);
    }

    void delete(Bytes key) {
        rows.delete(key);
        held.remove(key);
    }

    private void hold(Bytes key) {
        if (end == null || key.compareTo(end) < 0) {
            held.add(key);
            if (held.size() > 2 * readAhead) {
                end = held.pollLast();
            }
        }
    }

    private void readOn() {
        try (KeyValueIterator<Bytes, V> rest = rows.range(end, last)) {
            end = null;
            while (rest.hasNext() && end == null) {
                Bytes key = rest.next().key;
                if (held.size() < readAhead) {
                    held.add(key);
                } else {
                    end = key;
                }
            }
        }
    }
}
