package dev.freshet.audit;

import java.util.Comparator;

/**
 * A violation of a guarantee.
 *
 * @param offset of the record that breaks it, or {@link #NO_OFFSET} when a count of the partition is wrong
 * @param words what is wrong there
 */
public record Violation(String topic, int partition, long offset, String words) {

    public static final long NO_OFFSET = -1;

    /** By topic, partition and offset; counts of a partition come after its records. */
    static final Comparator<Violation> ORDER = Comparator.comparing(Violation::topic)
            .thenComparingInt(Violation::partition)
            .thenComparing(Violation::offset, Long::compareUnsigned)
            .thenComparing(Violation::words);

    @Override
    public String toString() {
        return topic + " " + partition + (offset == NO_OFFSET ? "" : " offset " + offset) + ": " + words;
    }
}
