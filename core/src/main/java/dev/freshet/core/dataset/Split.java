package dev.freshet.core.dataset;

import dev.freshet.core.event.TimeSpan;
import java.util.Locale;

/**
 * A log split by time: training up to {@code trainEnd}, validation after {@code validFrom}, a gap between them.
 *
 * @param start time of the first event, epoch milliseconds UTC
 * @param trainEnd last time of the training part, inclusive
 * @param validFrom the validation part is later than this, exclusive
 * @param end time of the last event, inclusive
 */
public record Split(long start, long trainEnd, long validFrom, long end) {

    /** The part that an event or a request belongs to. */
    public enum Part {
        TRAIN,
        GAP,
        VALID
    }

    /**
     * Takes the last {@code validMs} of a log for validation, and leaves out the {@code gapMs} before them.
     *
     * @throws IllegalArgumentException when nothing is left to train on
     */
    public static Split of(long start, long end, long validMs, long gapMs) {
        long validFrom = end - validMs;
        long trainEnd = validFrom - gapMs;
        if (validMs <= 0 || gapMs < 0) {
            throw new IllegalArgumentException(
                    "the validation part must be longer than zero, and the gap must not be negative");
        }
        if (trainEnd < start) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the log spans %.1f days, but validation on %.1f days after a gap of %.1f leaves none to train on",
                    days(end - start),
                    days(validMs),
                    days(gapMs)));
        }
        return new Split(start, trainEnd, validFrom, end);
    }

    public Part of(long timestamp) {
        if (timestamp <= trainEnd) {
            return Part.TRAIN;
        }
        return timestamp <= validFrom ? Part.GAP : Part.VALID;
    }

    private static double days(long ms) {
        return ms / (double) TimeSpan.DAY;
    }
}
