package dev.freshet.trainer;

import java.util.Comparator;

/**
 * A record of one partition on its way through the {@link Merge}.
 *
 * @param partition its partition
 * @param offset its offset there
 * @param time its record time, epoch milliseconds UTC; never goes back within a partition
 * @param value what it holds
 */
record Arrival<T>(int partition, long offset, long time, T value) implements Comparable<Arrival<T>> {

    private static final Comparator<Arrival<?>> ORDER = Comparator.<Arrival<?>>comparingLong(Arrival::time)
            .thenComparingInt(Arrival::partition)
            .thenComparingLong(Arrival::offset);

    /** The merged order: record time, then partition, then offset. */
    @Override
    public int compareTo(Arrival<T> other) {
        return ORDER.compare(this, other);
    }
}
