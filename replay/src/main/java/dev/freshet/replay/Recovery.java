package dev.freshet.replay;

import dev.freshet.core.retry.Backoff;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a replay continues after a failure, and waits before it does. */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Backoff BACKOFF = new Backoff(1_000, 5_000);

    /** Number of failures in a row, without a committed transaction in between, after which the replay gives up. */
    private static final int ATTEMPTS = 6;

    private long failedAt = -1;
    private int failures;

    /**
     * Waits longer with each failure in a row.
     *
     * @throws KafkaException when another attempt cannot help
     */
    void pause(KafkaException failure, ReplayPosition position) throws InterruptedException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException) {
                throw new KafkaException(
                        "another replay with the same replay.transactional.id has taken over", failure);
            }
            if (cause instanceof InterruptException) {
                throw new InterruptedException();
            }
            if (isHopeless(cause)) {
                throw failure;
            }
        }
        failures = position.next() == failedAt ? failures + 1 : 1;
        failedAt = position.next();
        if (failures == ATTEMPTS) {
            throw new KafkaException(
                    "the replay failed " + ATTEMPTS + " times in a row after step " + failedAt, failure);
        }
        LOG.warn("replay interrupted after step {}, continuing there: {}", failedAt, failure.toString());
        BACKOFF.pause(failures);
    }

    private static boolean isHopeless(Throwable cause) {
        return cause instanceof AuthenticationException
                || cause instanceof AuthorizationException
                || cause instanceof SerializationException
                || cause instanceof RecordTooLargeException;
    }
}
