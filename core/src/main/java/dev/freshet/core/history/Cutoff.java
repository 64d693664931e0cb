package dev.freshet.core.history;

/**
 * Which events a request may see. Without a delay: events that are dated strictly before the request and arrived before
 * it. With a delay d: events dated at or before its time minus d. Never events of the request itself.
 *
 * @param before events dated before this may be seen, epoch milliseconds, exclusive
 * @param sequenceBelow events with a smaller sequence may be seen
 * @param requestHash {@link RequestMarks#hash} of the request whose own events are hidden; 0 hides none
 */
public record Cutoff(long before, long sequenceBelow, int requestHash) {

    /** The cutoff of a request that is served at once: strictly earlier events that have arrived. */
    public static Cutoff undelayed(long timestamp, long nextSequence, String requestId) {
        return new Cutoff(timestamp, nextSequence, RequestMarks.hash(requestId));
    }

    /** The cutoff of a request that sees a history {@code delayMs} old; inclusive, as in the reference. */
    public static Cutoff delayed(long timestamp, long delayMs, String requestId) {
        return new Cutoff(timestamp - delayMs + 1, Long.MAX_VALUE, RequestMarks.hash(requestId));
    }

    /**
     * Whether an event is dated and arrived early enough. Events of the request itself count; they are hidden later.
     */
    public boolean precedes(HistoryEvent event) {
        return event.timestamp() < before && event.sequence() < sequenceBelow;
    }

    boolean hides(HistoryEvent event) {
        return requestHash != 0 && event.requestHash() == requestHash;
    }
}
