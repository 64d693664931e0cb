package dev.freshet.streams.store;

import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The first keys of a range of a store, in memory. An iterator over a cached store copies the range's cached keys, so
 * opening one for each look at the first key would cost more the more keys there are. This opens one for every
 * {@value #FEWEST} keys.
 */
final class FirstKeys {

    private static final int FEWEST = 1_000;
    private static final int MOST = 2 * FEWEST;

    private final KeyValueStore<Bytes, ?> rows;
    private final Bytes to;
    private final TreeSet<Bytes> keys = new TreeSet<>();

    /** Where the keys begin that are not in memory; null when all are. */
    private Bytes rest;

    /**
     * Reads the first keys.
     *
     * @param from the first key of the range, or a key before it; null for the store's beginning
     * @param to the last key of the range, or a key behind it; null for the store's end
     */
    FirstKeys(KeyValueStore<Bytes, ?> rows, Bytes from, Bytes to) {
        this.rows = rows;
        this.to = to;
        read(from);
    }

    /** The first key; null when the range is empty. */
    Bytes first() {
        if (keys.isEmpty() && rest != null) {
            read(rest);
        }
        return keys.isEmpty() ? null : keys.first();
    }

    /** Takes a key whose row has been put. */
    void put(Bytes key) {
        if (rest == null || key.compareTo(rest) < 0) {
            keys.add(key);
        }
        if (keys.size() > MOST) {
            while (keys.size() > FEWEST) {
                rest = keys.pollLast();
            }
        }
    }

    /** Takes a key whose row has been deleted. */
    void delete(Bytes key) {
        keys.remove(key);
    }

    private void read(Bytes from) {
        try (KeyValueIterator<Bytes, ?> range = rows.range(from, to)) {
            while (range.hasNext() && keys.size() < FEWEST) {
                keys.add(range.next().key);
            }
            rest = range.hasNext() ? range.peekNextKey() : null;
        }
    }
}
