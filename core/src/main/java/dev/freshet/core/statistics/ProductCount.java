package dev.freshet.core.statistics;

/**
 * What customers did with a product in an interval.
 *
 * @param productId the product
 * @param views impressions
 * @param clicks clicks
 * @param carts cart additions
 * @param purchases purchases
 */
public record ProductCount(String productId, int views, int clicks, int carts, int purchases) {}
