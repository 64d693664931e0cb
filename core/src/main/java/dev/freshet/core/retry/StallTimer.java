package dev.freshet.core.retry;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Measures how long nothing has moved. Not thread-safe. */
public final class StallTimer {

    private final Duration limit;
    private final LongSupplier nanoTime;
    private long movedAt;

    /** @param limit how long nothing may move */
    public StallTimer(Duration limit) {
        this(limit, System::nanoTime);
    }

    /**
     * A timer with a clock for tests.
     *
     * @param limit how long nothing may move
     * @param nanoTime a clock, nanoseconds from any origin
     */
    public StallTimer(Duration limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        moved();
    }

    /** Starts the measurement again. */
    public void moved() {
        movedAt = nanoTime.getAsLong();
    }

    /** Whether nothing has moved for longer than the limit. */
    public boolean isOver() {
        return nanoTime.getAsLong() - movedAt > limit.toNanos();
    }
}
