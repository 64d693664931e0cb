package dev.freshet.core.hash;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The order in which an epoch of training visits its data. */
public final class EpochOrder {

    private EpochOrder() {}

    /** The items, ordered by a hash of (seed, epoch, index). */
    public static <T> List<T> of(List<T> items, long seed, int epoch) {
        Hash64 hash = Hash64.seeded(seed).add("shuffle").add(epoch);
        return IntStream.range(0, items.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> hash.add(i).value())
                        .thenComparing(Comparator.naturalOrder()))
                .map(items::get)
                .toList();
    }
}
