package dev.freshet.streams.score;

import dev.freshet.core.retry.StallTimer;
import dev.freshet.schemas.ScoreRequest;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the requests that a model fails to score: the first at once, then one a minute of wall time with the number of
 * those between, so that a bad version does not fill the disk.
 */
public final class ScoringFailures {

    private static final Logger LOG = LoggerFactory.getLogger(ScoringFailures.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final StallTimer sinceLine;
    private boolean logged;
    private long unlogged;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    public ScoringFailures(LongSupplier nanoTime) {
        sinceLine = new StallTimer(QUIET, nanoTime);
    }

    /**
     * Takes a failure.
     *
     * @param place of the request in its topic
     * @param version of the model
     */
    synchronized void add(ScoreRequest request, String place, long version, Throwable failure) {
        if (logged && !sinceLine.isOver()) {
            unlogged++;
            return;
        }
        LOG.error(
                "model version {} failed to score request '{}' of user '{}' ({}); the answer ranks by popularity and has"
                        + " degraded={}. {} more failed since the last such line. If this goes on, restart the app with"
                        + " more memory, or let the trainer publish another version",
                version,
                request.getRequestId(),
                request.getUserId(),
                place,
                Degradation.SCORING_FAILED,
                unlogged,
                failure);
        logged = true;
        unlogged = 0;
        sinceLine.moved();
    }
}
