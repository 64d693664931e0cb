package dev.freshet.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.core.event.Action;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductCount;
import dev.freshet.streams.rows.CustomerCounts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Counts what customers do with products, by interval of event time, until the interval has ended. One row a customer and
 * interval, because the bounds that a robot meets are those of a customer. The rows of open intervals are in memory too.
 */
public final class OpenIntervals {

    /** Products of one record. */
    private static final int MOST_PRODUCTS = 1_000;

    private record Interval(long from, long to) {

        private static final Comparator<Interval> BY_END =
                Comparator.comparingLong(Interval::to).thenComparingLong(Interval::from);
    }

    private final KeyValueStore<Bytes, CustomerCounts> rows;
    private final CountLimits limits;
    private final long intervalMs;

    /** Customers by id, by interval; null until they are read from the store. */
    private NavigableMap<Interval, SortedMap<String, CountedProducts>> intervals;

    /**
     * Counts in the open intervals of a store.
     *
     * @param rows a store as {@link #store} defines it
     * @param intervalMs length of an interval, milliseconds
     */
    public OpenIntervals(KeyValueStore<Bytes, CustomerCounts> rows, CountLimits limits, long intervalMs) {
        this.rows = rows;
        this.limits = limits;
        this.intervalMs = intervalMs;
    }

    private NavigableMap<Interval, SortedMap<String, CountedProducts>> intervals() {
        if (intervals == null) {
            intervals = new TreeMap<>(Interval.BY_END);
            read();
        }
        return intervals;
    }

    private void read() {
        try (KeyValueIterator<Bytes, CustomerCounts> all = rows.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, CustomerCounts> row = all.next();
                ByteBuffer key = ByteBuffer.wrap(row.key.get());
                Interval interval = new Interval(StoreKeys.sortable(key.getLong()), StoreKeys.sortable(key.getLong()));
                customers(interval).put(UTF_8.decode(key).toString(), CountedProducts.of(row.value));
            }
        }
    }

    /** The store of the rows. */
    public static StoreBuilder<KeyValueStore<Bytes, CustomerCounts>> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.PRODUCT_COUNTS),
                        Serdes.Bytes(),
                        new RowSerde<>(CustomerCounts.class, CustomerCounts.getClassSchema()))
                .withLoggingEnabled(Map.of())
                .withCachingEnabled();
    }

    /** Counts an action at a time, epoch milliseconds; not when the customer has used up a bound in the interval. */
    public void add(String userId, String productId, Action action, long time) {
        long from = Math.floorDiv(time, intervalMs) * intervalMs;
        Interval interval = new Interval(from, from + intervalMs);
        CountedProducts counted = customers(interval).computeIfAbsent(userId, id -> new CountedProducts());
        if (counted.add(productId, action, limits.repeats(), limits.products())) {
            rows.put(key(interval, userId), counted.row());
        }
    }

    /** Removes and returns the counts of the intervals that have ended at a time, epoch milliseconds, in order. */
    public List<IntervalCounts> takeEnded(long time) {
        List<IntervalCounts> ended = new ArrayList<>();
        while (!intervals().isEmpty() && intervals.firstKey().to() <= time) {
            Map.Entry<Interval, SortedMap<String, CountedProducts>> first = intervals.pollFirstEntry();
            CountedProducts all = new CountedProducts();
            first.getValue().forEach((userId, counted) -> {
                all.addAll(counted);
                rows.delete(key(first.getKey(), userId));
            });
            addParts(first.getKey(), all.sorted(), ended);
        }
        return ended;
    }

    private static void addParts(Interval interval, List<ProductCount> products, List<IntervalCounts> ended) {
        int parts = (products.size() + MOST_PRODUCTS - 1) / MOST_PRODUCTS;
        for (int part = 0; part < parts; part++) {
            int first = part * MOST_PRODUCTS;
            int end = Math.min(first + MOST_PRODUCTS, products.size());
            ended.add(new IntervalCounts(interval.from(), interval.to(), part, parts, products.subList(first, end)));
        }
    }

    private Map<String, CountedProducts> customers(Interval interval) {
        return intervals().computeIfAbsent(interval, open -> new TreeMap<>());
    }

    private static Bytes key(Interval interval, String userId) {
        byte[] id = userId.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES + id.length)
                .putLong(StoreKeys.sortable(interval.from()))
                .putLong(StoreKeys.sortable(interval.to()))
                .put(id)
                .array());
    }
}
