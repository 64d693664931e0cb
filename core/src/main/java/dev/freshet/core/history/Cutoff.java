package dev.freshet.core.history;

/**
 * Which events a request may see. Without a delay: those strictly before it that had arrived when it did. With a delay d:
 * those at or before its time minus d. Never those of the request itself.
 *
 * @param before events dated before this may be seen, epoch milliseconds, exclusive
 * @param sequenceBelow events with a smaller sequence may be seen
 * @param requestHash {@link RequestMarks#hash} of the request whose own events are hidden; 0 hides none
 */
public record Cutoff(long before, long sequenceBelow, int requestHash) {

    /** Of a request that is served at once: strictly earlier and already there. */
    public static Cutoff undelayed(long timestamp, long nextSequence, String requestId) {
        return new Cutoff(timestamp, nextSequence, RequestMarks.hash(requestId));
    }

    /** Of a request served from a history that is {@code delayMs} old; inclusive, as the reference has it. */
    public static Cutoff delayed(long timestamp, long delayMs, String requestId) {
        return new Cutoff(timestamp - delayMs + 1, Long.MAX_VALUE, RequestMarks.hash(requestId));
    }

    /** Whether an event is dated and arrived early enough; its own request's events count here, and are hidden later. */
    public boolean precedes(HistoryEvent event) {
        return event.timestamp() < before && event.sequence() < sequenceBelow;
    }

    boolean hides(HistoryEvent event) {
        return requestHash != 0 && event.requestHash() == requestHash;
    }
}
