package dev.freshet.trainer.stream;

import dev.freshet.core.retry.StallTimer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How long silent partitions may hold back the records of others: for ever, unless {@code merge.idle.timeout} bounds
 * it. This is the only place where wall time affects training. Not thread-safe.
 */
public final class IdleTimeout {

    private final Optional<StallTimer> timer;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    public IdleTimeout(Optional<Duration> timeout, LongSupplier nanoTime) {
        timer = timeout.map(limit -> new StallTimer(limit, nanoTime));
    }

    /** A record came out of the merge. */
    public void moved() {
        timer.ifPresent(StallTimer::moved);
    }

    /**
     * Whether to skip silent partitions now, when no record came out of the merge. {@code silent} lists the partitions
     * that hold a record back; it may be empty.
     */
    public boolean isOver(List<Integer> silent) {
        if (silent.isEmpty()) {
            moved();
            return false;
        }
        return timer.isPresent() && timer.get().isOver();
    }
}
