package dev.freshet.core.statistics;

import dev.freshet.core.count.DecayedCount;

/**
 * Counts over all products, those included that have been forgotten or were never kept.
 *
 * @param views ever
 * @param clicks ever
 * @param carts cart additions ever
 * @param clicked pairs of clicks
 * @param carted pairs of cart additions
 */
public record StatisticsTotals(long views, long clicks, long carts, DecayedCount clicked, DecayedCount carted) {

    static final StatisticsTotals NONE = new StatisticsTotals(0, 0, 0, Pairs.ZERO, Pairs.ZERO);

    /** The pairs of a kind at a time, epoch milliseconds. */
    public double pairs(PairKind kind, long time) {
        return Pairs.value(of(kind), time);
    }

    StatisticsTotals plus(long moreViews, long moreClicks, long moreCarts) {
        return new StatisticsTotals(views + moreViews, clicks + moreClicks, carts + moreCarts, clicked, carted);
    }

    StatisticsTotals plusPair(PairKind kind, long at) {
        DecayedCount more = Pairs.plusOne(of(kind), at);
        return kind == PairKind.CLICKED
                ? new StatisticsTotals(views, clicks, carts, more, carted)
                : new StatisticsTotals(views, clicks, carts, clicked, more);
    }

    private DecayedCount of(PairKind kind) {
        return kind == PairKind.CLICKED ? clicked : carted;
    }
}
