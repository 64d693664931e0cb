package dev.freshet.core.statistics;

import java.util.Optional;

/**
 * How far in time product statistics reach.
 *
 * @param where the product whose row reaches furthest, or the sum of all products
 * @param end all events in the statistics happened before it, epoch milliseconds
 */
public record LatestChange(String where, long end) {

    /** Empty for statistics without an event. */
    public static Optional<LatestChange> of(StatisticsSnapshot statistics) {
        StatisticsTotals totals = statistics.totals();
        LatestChange latest = new LatestChange(
                "the sum of all products",
                Math.max(after(totals.clicked().time()), after(totals.carted().time())));
        for (StatisticsRow[] block : statistics.rows().blocks()) {
            for (StatisticsRow row : block) {
                if (row != null && end(row) >= latest.end) {
                    latest = new LatestChange("product '" + row.productId() + "'", end(row));
                }
            }
        }
        return latest.end == Long.MIN_VALUE ? Optional.empty() : Optional.of(latest);
    }

    /** Counts are dated at the end of their interval, pairs at the second event. */
    private static long end(StatisticsRow row) {
        return Math.max(row.counts().time(), Math.max(end(row.clicked()), end(row.carted())));
    }

    private static long end(Pairs pairs) {
        return Math.max(after(pairs.asSecond.time()), after(pairs.time));
    }

    private static long after(long time) {
        return time == Long.MIN_VALUE ? time : time + 1;
    }
}
