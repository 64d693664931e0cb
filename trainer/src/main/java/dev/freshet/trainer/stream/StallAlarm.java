package dev.freshet.trainer.stream;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns, once a minute of wall time, when partitions that say nothing keep the records of others waiting. It only speaks:
 * waiting has no bound unless {@link IdleTimeout} sets one.
 */
public final class StallAlarm {

    private static final Logger LOG = LoggerFactory.getLogger(StallAlarm.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private long since;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    public StallAlarm(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        since = nanoTime.getAsLong();
    }

    /** A record came out of the merge. */
    public void moved() {
        since = nanoTime.getAsLong();
    }

    /** None came out, held back by these partitions, if by any. */
    public void check(List<Integer> silent) {
        if (silent.isEmpty()) {
            moved();
        } else if (nanoTime.getAsLong() - since > PATIENCE.toNanos()) {
            LOG.warn(
                    "training waits: partitions {} of training-examples show neither examples nor watermarks, so"
                            + " records of other partitions cannot be put in order; check that the streams app runs and"
                            + " that ticks reach every partition of user-events",
                    silent);
            moved();
        }
    }
}
