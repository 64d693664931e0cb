package dev.freshet.replay;

import java.util.OptionalLong;

/**
 * Event-time ticks at multiples of an interval: before a row that reaches one or more multiples since the last tick,
 * one tick at the newest of them. After the last row, one tick at each multiple until past the end.
 */
final class Ticks {

    private final long interval;
    private long last = Long.MIN_VALUE;

    Ticks(long intervalMs) {
        this.interval = intervalMs;
    }

    /** The tick that precedes a row of this time, epoch milliseconds. */
    OptionalLong before(long time) {
        long newest = Math.floorDiv(time, interval) * interval;
        if (newest <= last) {
            return OptionalLong.empty();
        }
        last = newest;
        return OptionalLong.of(newest);
    }

    /** The next tick after the last row; empty after the first tick past the end. */
    OptionalLong until(long end) {
        if (last > end) {
            return OptionalLong.empty();
        }
        last += interval;
        return OptionalLong.of(last);
    }
}
