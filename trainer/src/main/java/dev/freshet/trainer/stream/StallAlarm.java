package dev.freshet.trainer.stream;

import dev.freshet.core.retry.StallTimer;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns, once a minute of wall time, while silent partitions hold back the records of others, or while the end of a log is
 * out of reach. It only warns; {@link IdleTimeout} can end the wait.
 */
public final class StallAlarm {

    private static final Logger LOG = LoggerFactory.getLogger(StallAlarm.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final StallTimer timer;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    public StallAlarm(LongSupplier nanoTime) {
        timer = new StallTimer(PATIENCE, nanoTime);
    }

    /** A record came out of the merge. */
    public void moved() {
        timer.moved();
    }

    /**
     * Warns when no record has come out for long. {@code silent} lists the partitions that hold a record back; it may
     * be empty.
     */
    public void check(List<Integer> silent) {
        warn(
                silent,
                "training waits: partitions {} of training-examples have neither examples nor watermarks, so records of"
                        + " other partitions cannot be put in order; check that the streams app runs and that ticks reach"
                        + " every partition of user-events");
    }

    /**
     * Warns when no record has come for long. {@code open} lists the partitions that are not read to the end of the
     * log; it may be empty.
     */
    public void checkEnd(List<Integer> open) {
        warn(
                open,
                "training waits for the end of the log: partitions {} of training-examples are not read to their end; a"
                        + " transaction may be open there (kafka-transactions.sh find-hanging)");
    }

    private void warn(List<Integer> partitions, String message) {
        if (partitions.isEmpty()) {
            moved();
        } else if (timer.isOver()) {
            LOG.warn(message, partitions);
            moved();
        }
    }
}
