package dev.freshet.core.retry;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Measures the time without progress. Not thread-safe. */
public final class StallTimer {

    private final Duration limit;
    private final LongSupplier nanoTime;
    private long movedAt;

    /** @param limit longest time without progress */
    public StallTimer(Duration limit) {
        this(limit, System::nanoTime);
    }

    /**
     * A timer with a clock for tests.
     *
     * @param limit longest time without progress
     * @param nanoTime a clock, nanoseconds from any origin
     */
    public StallTimer(Duration limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        moved();
    }

    /** Records progress: the measurement starts again. */
    public void moved() {
        movedAt = nanoTime.getAsLong();
    }

    /** Whether the time without progress exceeds the limit. */
    public boolean isOver() {
        return nanoTime.getAsLong() - movedAt > limit.toNanos();
    }
}
