package dev.freshet.core.leakage;

import dev.freshet.core.event.Action;

/**
 * An event as it stands in one partition of the log.
 *
 * @param offset its place there
 * @param userId the customer
 * @param productId the product
 * @param action what the customer did
 * @param sourceType the place that showed the product; null when unknown
 * @param timestamp epoch milliseconds UTC
 * @param requestId the request that it belongs to; null when unknown
 * @param eventId identifies repeats; null or empty when it has none
 */
public record LoggedEvent(
        long offset,
        String userId,
        String productId,
        Action action,
        String sourceType,
        long timestamp,
        String requestId,
        String eventId) {}
