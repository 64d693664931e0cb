package dev.freshet.core.event;

/**
 * How events move a partition's watermark, and how far ahead of it they may be.
 *
 * @param witnesses how many customers take part in the median that moves the watermark
 * @param toleranceMs an event further ahead of the watermark waits, milliseconds
 */
public record TimeRules(int witnesses, long toleranceMs) {

    /** The watermark before anything has moved it. */
    public static final long NO_WATERMARK = Long.MIN_VALUE;

    /** Whether an event is too far ahead of a watermark to be applied. */
    public boolean isAhead(long timestamp, long watermark) {
        return watermark == NO_WATERMARK || watermark < admission(timestamp);
    }

    /**
     * Whether an event whose wait is over, but that is still ahead, waits anew: the watermark has jumped past the end of
     * its wait, as after an outage, and the event is near enough to be applied within another wait.
     *
     * @param expires the watermark at which its wait is over
     * @param end the time to which the watermark moves
     * @param waitMs how long an event may wait, milliseconds of watermark
     */
    public boolean waitsAnew(long timestamp, long expires, long end, long waitMs) {
        return end - expires > toleranceMs && admission(timestamp) <= end + waitMs;
    }

    /** The watermark from which on an event may be applied. */
    public long admission(long timestamp) {
        return timestamp - toleranceMs;
    }
}
