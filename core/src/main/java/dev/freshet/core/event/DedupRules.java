package dev.freshet.core.event;

/**
 * Which event ids are remembered.
 *
 * @param windowMs how long a repeat of an id counts as a duplicate, milliseconds
 * @param most ids of one customer that are remembered at a time; further ones are not
 */
public record DedupRules(long windowMs, int most) {

    /** The last watermark at which a repeat of an event's id is a duplicate. */
    public long until(long timestamp, long watermark) {
        return Math.max(timestamp, watermark) + windowMs;
    }
}
