package dev.freshet.core.event;

import java.time.Instant;

/**
 * Times that an event may have: from 2000 to 2100. No shop's log lies outside, and the same number is plausible in at most
 * one of seconds, milliseconds and microseconds.
 */
public final class PlausibleTime {

    /** The first plausible time, epoch milliseconds. */
    public static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    /** The first time that is too late, epoch milliseconds. */
    public static final long END = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private PlausibleTime() {}

    /** Whether a time in epoch milliseconds is plausible. */
    public static boolean contains(long millis) {
        return millis >= EARLIEST && millis < END;
    }
}
