package dev.freshet.core.history;

import dev.freshet.core.event.Action;

/**
 * A positive event as the history keeps it.
 *
 * @param productId the product
 * @param action CLICK, CART_UPDATE or PURCHASE
 * @param sourceType the place that showed the product; null when unknown
 * @param timestamp epoch milliseconds UTC
 * @param sequence the customer's running number of the event in order of arrival, from 0
 * @param requestHash {@link RequestMarks#hash} of its request; 0 when it has none
 */
public record HistoryEvent(
        String productId, Action action, String sourceType, long timestamp, long sequence, int requestHash)
        implements Comparable<HistoryEvent> {

    /** Order within a customer: timestamp, then order of arrival. */
    @Override
    public int compareTo(HistoryEvent other) {
        int byTime = Long.compare(timestamp, other.timestamp);
        return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
}
