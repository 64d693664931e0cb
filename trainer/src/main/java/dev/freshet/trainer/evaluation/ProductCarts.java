package dev.freshet.trainer.evaluation;

import java.util.Map;
import java.util.TreeMap;

/** Cart additions of one product: a base count, and counts by bucket number. Not thread-safe. */
final class ProductCarts {

    private final TreeMap<Long, Long> buckets = new TreeMap<>();
    private long base;

    void addToBase(long count) {
        base += count;
    }

    void add(long bucket, long count) {
        buckets.merge(bucket, count, Long::sum);
    }

    /** Moves the buckets before {@code firstKept} into the base count. */
    void fold(long firstKept) {
        Map<Long, Long> old = buckets.headMap(firstKept, false);
        base += old.values().stream().mapToLong(Long::longValue).sum();
        old.clear();
    }

    /** Count of everything before bucket {@code to}. */
    long before(long to) {
        return base + sum(buckets.headMap(to, false));
    }

    /** Count of the buckets in {@code [from, to)}. */
    long between(long from, long to) {
        return from < to ? sum(buckets.subMap(from, to)) : 0;
    }

    long base() {
        return base;
    }

    /** Counts by bucket number, ascending; a live view. */
    Map<Long, Long> buckets() {
        return buckets;
    }

    private static long sum(Map<Long, Long> counts) {
        long sum = 0;
        for (long count : counts.values()) {
            sum += count;
        }
        return sum;
    }
}
