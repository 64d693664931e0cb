package dev.freshet.streams.store;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store in memory that counts writes, iterators and the rows that they read. */
final class CountingStore<V> implements KeyValueStore<Bytes, V> {

    private final NavigableMap<Bytes, V> rows = new TreeMap<>();
    private int writes;
    private int iterators;
    private int rowsRead;

    int writes() {
        return writes;
    }

    int iterators() {
        return iterators;
    }

    int rowsRead() {
        return rowsRead;
    }

    @Override
    public void put(Bytes key, V value) {
        writes++;
        if (value == null) {
            rows.remove(key);
        } else {
            rows.put(key, value);
        }
    }

    @Override
    public V putIfAbsent(Bytes key, V value) {
        V before = rows.get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public V delete(Bytes key) {
        V before = rows.get(key);
        put(key, null);
        return before;
    }

    @Override
    public V get(Bytes key) {
        return rows.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, V> range(Bytes from, Bytes to) {
        NavigableMap<Bytes, V> tail = from == null ? rows : rows.tailMap(from, true);
        return iterate(to == null ? tail : tail.headMap(to, true));
    }

    @Override
    public KeyValueIterator<Bytes, V> all() {
        return iterate(rows);
    }

    private KeyValueIterator<Bytes, V> iterate(NavigableMap<Bytes, V> part) {
        iterators++;
        Iterator<Map.Entry<Bytes, V>> entries = part.entrySet().iterator();
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public KeyValue<Bytes, V> next() {
                rowsRead++;
                Map.Entry<Bytes, V> row = entries.next();
                return KeyValue.pair(row.getKey(), row.getValue());
            }

            @Override
            public Bytes peekNextKey() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public long approximateNumEntries() {
        return rows.size();
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
