package dev.freshet.schemas.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Ids that the registry has just said it does not have, so that junk records of one id cost no call each. The memory is
 * short: a schema may get such an id later, and a record of it that comes while the id is remembered is a dead letter.
 * Thread-safe.
 */
final class UnknownIds {

    /** Bounds the memory when each junk record has another id. */
    private static final int MOST = 1_000;

    private final long memoryNanos;
    private final LongSupplier nanoTime;
    /** When the registry was asked, by id, oldest first. */
    private final Map<Integer, Long> asked = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Long> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Creates an empty memory.
     *
     * @param memoryMs how long an id is remembered, milliseconds of wall time
     * @param nanoTime a clock, nanoseconds from any origin
     */
    UnknownIds(long memoryMs, LongSupplier nanoTime) {
        this.memoryNanos = TimeUnit.MILLISECONDS.toNanos(memoryMs);
        this.nanoTime = nanoTime;
    }

    synchronized void remember(int id) {
        asked.remove(id); // an id that is asked again becomes the newest
        asked.put(id, nanoTime.getAsLong());
    }

    synchronized boolean remembers(int id) {
        Long when = asked.get(id);
        return when != null && nanoTime.getAsLong() - when < memoryNanos;
    }
}
