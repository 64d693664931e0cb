package dev.freshet.core.baseline;

import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductCount;
import dev.freshet.core.statistics.ProductStatistics;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counts of the intervals that ended last. They take statistics of now back to an earlier time: what ended after that
 * time is subtracted. Not thread-safe.
 */
public final class RecentIntervals {

    /**
     * Views and cart additions of a product in an interval.
     *
     * @param views impressions
     * @param carts cart additions
     */
    public record Counted(long views, long carts) {

        static final Counted NONE = new Counted(0, 0);

        Counted plus(Counted more) {
            return new Counted(views + more.views, carts + more.carts);
        }
    }

    /** How many products of an interval are kept that were only viewed; bounds what a crawler adds. */
    private static final int MOST_VIEWED = 10_000;

    private final long reach;

    /** By the end of the interval. */
    private final TreeMap<Long, Map<String, Counted>> byEnd = new TreeMap<>();

    /** The same by product. */
    private final Map<String, TreeMap<Long, Counted>> byProduct = new HashMap<>();

    private final TreeMap<Long, Counted> totals = new TreeMap<>();

    private long horizon = Long.MIN_VALUE;

    /** @param reach how far back in event time counts may be taken, milliseconds */
    public RecentIntervals(long reach) {
        this.reach = reach;
    }

    /** Takes over what another one held. */
    public void restore(long oldHorizon, Map<Long, Map<String, Counted>> intervals) {
        horizon = oldHorizon;
        intervals.forEach((end, counts) -> counts.forEach((product, counted) -> hold(end, product, counted)));
    }

    /** Adds the counts of an interval in one partition, of the products that have statistics. */
    public void add(IntervalCounts counts) {
        if (counts.to() <= horizon) {
            return;
        }
        for (ProductCount product : counts.products()) {
            String id = product.productId();
            Counted counted = new Counted(product.views(), product.carts());
            if (ProductStatistics.hasStatistics(id) && !isBeyondBound(counts.to(), id, counted)) {
                hold(counts.to(), id, counted);
            }
        }
    }

    private boolean isBeyondBound(long end, String productId, Counted counted) {
        Map<String, Counted> interval = byEnd.getOrDefault(end, Map.of());
        return counted.carts() == 0 && interval.size() >= MOST_VIEWED && !interval.containsKey(productId);
    }

    private void hold(long end, String productId, Counted counted) {
        if (!counted.equals(Counted.NONE)) {
            byEnd.computeIfAbsent(end, e -> new HashMap<>()).merge(productId, counted, Counted::plus);
            byProduct.computeIfAbsent(productId, id -> new TreeMap<>()).merge(end, counted, Counted::plus);
            totals.merge(end, counted, Counted::plus);
        }
    }

    /** Forgets the intervals that nothing after merged time reaches back to, epoch milliseconds. */
    public void advance(long mergedTime) {
        while (!byEnd.isEmpty() && byEnd.firstKey() <= mergedTime - reach) {
            horizon = Math.max(horizon, mergedTime - reach);
            Map.Entry<Long, Map<String, Counted>> oldest = byEnd.pollFirstEntry();
            totals.remove(oldest.getKey());
            for (String product : oldest.getValue().keySet()) {
                byProduct.computeIfPresent(product, (id, intervals) -> {
                    intervals.remove(oldest.getKey());
                    return intervals.isEmpty() ? null : intervals;
                });
            }
        }
    }

    /** Whether all intervals that ended after a time, epoch milliseconds, are still held. */
    public boolean covers(long time) {
        return time >= horizon;
    }

    /** A product's counts in the intervals that ended after a time, epoch milliseconds, by their ends. */
    SortedMap<Long, Counted> after(String productId, long time) {
        TreeMap<Long, Counted> intervals = byProduct.get(productId);
        return intervals == null ? Collections.emptySortedMap() : intervals.tailMap(time, false);
    }

    /** All products together, in the intervals that ended after a time. */
    Counted totalAfter(long time) {
        return totals.tailMap(time, false).values().stream().reduce(Counted.NONE, Counted::plus);
    }

    /** All that are held, by their ends. */
    public SortedMap<Long, Map<String, Counted>> held() {
        return Collections.unmodifiableSortedMap(byEnd);
    }

    /** Intervals that ended at or before this are forgotten, epoch milliseconds; {@link Long#MIN_VALUE} when none is. */
    public long horizon() {
        return horizon;
    }
}
