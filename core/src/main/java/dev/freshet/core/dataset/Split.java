package dev.freshet.core.dataset;

import dev.freshet.core.event.TimeSpan;
import java.util.Locale;

/**
 * A log cut by time: training up to {@code trainEnd}, judging after {@code validFrom}, nothing between.
 *
 * @param start time of the first event, epoch milliseconds UTC
 * @param trainEnd last time of the training part, inclusive
 * @param validFrom the judged part is later than this
 * @param end time of the last event, inclusive
 */
public record Split(long start, long trainEnd, long validFrom, long end) {

    /** Where an event or request falls. */
    public enum Part {
        TRAIN,
        GAP,
        VALID
    }

    /**
     * The last {@code validMs} of a log are judged, and the {@code gapMs} before them left out.
     *
     * @throws IllegalArgumentException when nothing is left to train on
     */
    public static Split of(long start, long end, long validMs, long gapMs) {
        long validFrom = end - validMs;
        long trainEnd = validFrom - gapMs;
        if (validMs <= 0 || gapMs < 0) {
            throw new IllegalArgumentException("the judged part must last longer than nothing, and the gap not less");
        }
        if (trainEnd < start) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the log spans %.1f days, but judging %.1f days after a gap of %.1f leaves none to train on; judge"
                            + " a shorter part, as in --valid 3d --gap 0d",
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
