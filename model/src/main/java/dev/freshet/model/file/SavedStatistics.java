package dev.freshet.model.file;

import dev.freshet.core.statistics.StatisticsSnapshot;

/**
 * The product statistics of a model file.
 *
 * @param until end of the events that they count, epoch milliseconds UTC
 * @param snapshot the statistics
 */
public record SavedStatistics(long until, StatisticsSnapshot snapshot) {}
