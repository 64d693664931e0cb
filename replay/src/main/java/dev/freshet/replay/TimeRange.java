package dev.freshet.replay;

import java.time.Instant;

/**
 * The times that a log's events may have.
 *
 * @param first earliest time, epoch milliseconds
 * @param last latest time, epoch milliseconds
 */
public record TimeRange(long first, long last) {

    /** All times, for the first pass over a log. */
    static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    public boolean contains(long time) {
        return time >= first && time <= last;
    }

    public String complaint(long time) {
        return "time " + Instant.ofEpochMilli(time) + " is far from the log's other rows, which are from "
                + Instant.ofEpochMilli(first) + " to " + Instant.ofEpochMilli(last)
                + "; correct it, or allow such gaps by setting replay.jump.max";
    }
}
