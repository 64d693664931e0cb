package dev.freshet.streams.store;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store in memory that counts writes, iterators and the rows that they read. */
final class CountingStore<K extends Comparable<? super K>, V> implements KeyValueStore<K, V> {

    private final NavigableMap<K, V> rows = new TreeMap<>();
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
    public void put(K key, V value) {
        writes++;
        if (value == null) {
            rows.remove(key);
        } else {
            rows.put(key, value);
        }
    }

    @Override
    public V putIfAbsent(K key, V value) {
        V before = rows.get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public V delete(K key) {
        V before = rows.get(key);
        put(key, null);
        return before;
    }

    @Override
    public V get(K key) {
        return rows.get(key);
    }

    @Override
    public KeyValueIterator<K, V> range(K from, K to) {
        NavigableMap<K, V> tail = from == null ? rows : rows.tailMap(from, true);
        return iterate(to == null ? tail : tail.headMap(to, true));
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return iterate(rows);
    }

    private KeyValueIterator<K, V> iterate(NavigableMap<K, V> part) {
        iterators++;
        Iterator<Map.Entry<K, V>> entries = part.entrySet().iterator();
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public KeyValue<K, V> next() {
                rowsRead++;
                Map.Entry<K, V> row = entries.next();
                return KeyValue.pair(row.getKey(), row.getValue());
            }

            @Override
            public K peekNextKey() {
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
