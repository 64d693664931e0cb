package dev.freshet.core.dataset;

import dev.freshet.core.event.Action;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.history.RequestMarks;

/**
 * An event of a shop's log.
 *
 * @param userId the customer
 * @param productId the product
 * @param action what the customer did
 * @param sourceType the place that showed the product; null when unknown
 * @param timestamp epoch milliseconds UTC
 * @param requestId the page or list that showed the product; null for none
 */
public record LogEvent(
        String userId, String productId, Action action, String sourceType, long timestamp, String requestId) {

    /** The event as the history keeps it; for positive events. */
    HistoryEvent inHistory(long sequence) {
        return new HistoryEvent(productId, action, sourceType, timestamp, sequence, RequestMarks.hash(requestId));
    }
}
