package dev.freshet.trainer.stream;

import dev.freshet.core.retry.StallTimer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How long silent partitions may hold back the records of others: for ever, unless {@code merge.idle.timeout} bounds it.
 * Only here does wall time affect training. Not thread-safe.
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

    /** No record came out; these partitions, if any, hold one back. Whether to skip them now. */
    public boolean isOver(List<Integer> silent) {
        if (silent.isEmpty()) {
            moved();
            return false;
        }
        return timer.isPresent() && timer.get().isOver();
    }
}
