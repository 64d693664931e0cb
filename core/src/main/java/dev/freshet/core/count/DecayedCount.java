package dev.freshet.core.count;

/**
 * A count that decays by a {@link HalfLife}.
 *
 * @param count its value at a time
 * @param time of that value, epoch milliseconds UTC
 */
public record DecayedCount(double count, long time) {}
