package dev.freshet.trainer.stream;

import java.util.Comparator;

/**
 * A record of one partition on its way through the {@link PartitionMerge}.
 *
 * @param partition its partition
 * @param offset its offset there
 * @param time its record time, epoch milliseconds UTC; never goes back within a partition
 * @param value what it holds
 */
public record PartitionRecord<T>(int partition, long offset, long time, T value)
        implements Comparable<PartitionRecord<T>> {

    private static final Comparator<PartitionRecord<?>> ORDER = Comparator.<PartitionRecord<?>>comparingLong(
                    PartitionRecord::time)
            .thenComparingInt(PartitionRecord::partition)
            .thenComparingLong(PartitionRecord::offset);

    public StreamPosition position() {
        return new StreamPosition(partition, offset);
    }

    /** The merged order: record time, then partition, then offset. */
    @Override
    public int compareTo(PartitionRecord<T> other) {
        return ORDER.compare(this, other);
    }
}
