package dev.freshet.streams.store;

/**
 * What one customer can add to the counts of products in an interval; bounds a robot.
 *
 * @param repeats how often each action counts for a product
 * @param products how many products count
 */
public record CountLimits(int repeats, int products) {}
