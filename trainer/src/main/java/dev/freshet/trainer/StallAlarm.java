package dev.freshet.trainer;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns, once a minute of wall time, when partitions that say nothing keep the records of others waiting. It only speaks:
 * what is trained never depends on wall time.
 */
final class StallAlarm {

    private static final Logger LOG = LoggerFactory.getLogger(StallAlarm.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private long since = System.nanoTime();

    /** A record came out of the merge. */
    void moved() {
        since = System.nanoTime();
    }

    /** None came out, held back by these partitions, if by any. */
    void check(List<Integer> silent) {
        if (silent.isEmpty()) {
            moved();
        } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
            LOG.warn(
                    "training waits: partitions {} of training-examples show neither examples nor watermarks, so records"
                            + " of other partitions cannot be put in order; check that the streams app runs and that"
                            + " ticks reach every partition of user-events",
                    silent);
            moved();
        }
    }
}
