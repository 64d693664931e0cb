package dev.freshet.trainer.stream;

import java.time.Duration;

/**
 * When a batch is full.
 *
 * @param tokens history events and candidates
 * @param parts targets and request groups
 * @param span event time from its first example
 * @param publication interval of publications: a batch ends with the interval that it began in, so a version has learned from all
 *     examples before its boundary
 */
public record BatchLimits(int tokens, int parts, Duration span, Duration publication) {

    /** @throws IllegalArgumentException when a limit is out of range */
    public BatchLimits {
        if (tokens < 1 || parts < 1 || span.isNegative() || publication.toMillis() < 1) {
            throw new IllegalArgumentException("batch of " + tokens + " tokens, " + parts + " parts, span " + span
                    + ", publication every " + publication);
        }
    }
}
