package dev.freshet.core.statistics;

import java.util.Map;

/**
 * Product statistics of one moment. Its content never changes. One that {@link ProductStatistics#snapshot} returns shares an
 * index with its maker, so it belongs to the maker's thread; one that is read from bytes is for any number of threads.
 */
public final class StatisticsSnapshot {

    /** Before the first event. */
    public static final StatisticsSnapshot EMPTY =
            new StatisticsSnapshot(new StatisticsRows(), Map.of(), StatisticsTotals.NONE);

    /** The slot of a product that has no row. */
    public static final int NO_SLOT = -1;

    private final StatisticsRows rows;
    private final Map<String, Integer> slots;
    private final StatisticsTotals totals;

    StatisticsSnapshot(StatisticsRows rows, Map<String, Integer> slots, StatisticsTotals totals) {
        this.rows = rows;
        this.slots = slots;
        this.totals = totals;
    }

    StatisticsRows rows() {
        return rows;
    }

    Map<String, Integer> slots() {
        return slots;
    }

    public StatisticsTotals totals() {
        return totals;
    }

    /** Number of products that have a row. */
    public int size() {
        return (int) slots.keySet().stream().filter(id -> slot(id) != NO_SLOT).count();
    }

    /** The slot of a product, {@link #NO_SLOT} for one that has no row. */
    public int slot(String productId) {
        Integer slot = slots.get(productId);
        boolean held = slot != null && slot < rows.slots() && rows.get(slot) != null;
        return held ? slot : NO_SLOT;
    }

    /** The counts of the product in a slot at a time, epoch milliseconds. */
    public ActionCounts counts(int slot, long time) {
        return slot == NO_SLOT ? ActionCounts.NONE : rows.get(slot).counts().at(time);
    }

    /** The pairs of a kind in which the product in a slot is the first one, at a time, epoch milliseconds. */
    public FirstPairs first(PairKind kind, int slot, long time) {
        return new FirstPairs(slot == NO_SLOT ? Pairs.NONE : rows.get(slot).pairs(kind), time);
    }

    /** The number of pairs of a kind in which the product in a slot is the second one, at a time, epoch milliseconds. */
    public double second(PairKind kind, int slot, long time) {
        return slot == NO_SLOT ? 0 : Pairs.value(rows.get(slot).pairs(kind).asSecond, time);
    }
}
