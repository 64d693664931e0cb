package dev.freshet.bench.queue;

import dev.freshet.bench.BenchException;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;

/** Compares a queue with a sorted set in memory, entry by entry. */
final class QueueCheck {

    private static final long SEED = 20260101;

    private QueueCheck() {}

    /**
     * Adds entries in no order while others leave, then lets all leave.
     *
     * @param open entries that are open at once, about
     * @throws BenchException when another entry leaves than the first one in order
     */
    static <T> void require(String name, OpenQueue<T> queue, int open) {
        Random random = new Random(SEED);
        NavigableSet<T> expected = new TreeSet<>(queue.order());
        long steps = 3L * open;
        for (long now = 0; now < steps; now++) {
            boolean soon = random.nextInt(4) == 0;
            T entry = queue.entry(now + random.nextInt(soon ? 10 : 2 * open), now);
            queue.add(entry);
            expected.add(entry);
            takeAll(name, queue, expected, now);
        }
        takeAll(name, queue, expected, Long.MAX_VALUE);
    }

    private static <T> void takeAll(String name, OpenQueue<T> queue, NavigableSet<T> expected, long watermark) {
        T taken;
        do {
            taken = queue.take(watermark);
            boolean due = !expected.isEmpty() && queue.time(expected.first()) < watermark;
            T first = due ? expected.pollFirst() : null;
            if (!Objects.equals(taken, first)) {
                throw new BenchException("at watermark " + watermark + " the " + name + " return " + taken
                        + ", a sorted set returns " + first + ", so nothing is measured");
            }
        } while (taken != null);
    }
}
