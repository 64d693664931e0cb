package dev.freshet.streams.score;

import org.HdrHistogram.ConcurrentHistogram;

/** How long answers took to compute since this process started. */
public final class ScoringTimes {

    /** Microseconds, up to one minute, with three significant digits. */
    private final ConcurrentHistogram micros = new ConcurrentHistogram(60_000_000, 3);

    void record(long nanos) {
        micros.recordValue(Math.min(nanos / 1000, 60_000_000));
    }

    /** Milliseconds at a percentile; 0 before the first answer. */
    public double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
