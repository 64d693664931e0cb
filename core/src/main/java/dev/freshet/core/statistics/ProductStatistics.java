package dev.freshet.core.statistics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statistics of all products, as events and pairs add to them. A product gets a row with its first event. When there are
 * more products than the bound, a sixteenth of them goes: first those that were only viewed, then those without events for
 * longest. The totals keep what they counted. Not thread-safe.
 */
public final class ProductStatistics {

    private static final int EVICTED_PART = 16;

    /** Characters of an id; a product with a longer one has no row, so that a block of rows keeps its bound. */
    private static final int LONGEST_ID = 1_024;

    private static final Comparator<StatisticsRow> FIRST_TO_GO = Comparator.comparing(
                    (StatisticsRow row) -> row.counts().isWanted())
            .thenComparing(row -> row.counts().time())
            .thenComparing(StatisticsRow::productId);

    private final StatisticsLimits limits;
    private final StatisticsRows rows;

    /** Slots of products. Snapshots share it: between evictions it only grows, and an eviction makes a new one. */
    private Map<String, Integer> slots;

    private final BitSet used = new BitSet();
    private StatisticsTotals totals;

    public ProductStatistics(StatisticsLimits limits) {
        this(limits, StatisticsSnapshot.EMPTY);
    }

    /** Statistics that go on from a snapshot, bit for bit. */
    public ProductStatistics(StatisticsLimits limits, StatisticsSnapshot from) {
        this.limits = limits;
        this.rows = from.rows().copy();
        this.slots = new HashMap<>(from.slots());
        this.slots.values().removeIf(slot -> slot >= rows.slots() || rows.get(slot) == null);
        this.slots.values().forEach(used::set);
        this.totals = from.totals();
    }

    /**
     * Counts actions of all customers with a product.
     *
     * @param time when they happened, epoch milliseconds
     */
    public void count(String productId, long views, long clicks, long carts, long time) {
        totals = totals.plus(views, clicks, carts);
        if (!hasStatistics(productId)) {
            return;
        }
        int slot = admit(productId);
        StatisticsRow row = rows.get(slot);
        rows.set(slot, row.with(row.counts().plus(views, clicks, carts, time)));
        evict();
    }

    /**
     * Counts a pair.
     *
     * @param firstId what the customer chose before
     * @param secondId what the customer chose then, another product
     * @param time of the later choice, epoch milliseconds
     */
    public void pair(PairKind kind, String firstId, String secondId, long time) {
        totals = totals.plusPair(kind, time);
        if (!hasStatistics(firstId) || !hasStatistics(secondId)) {
            return;
        }
        int first = admit(firstId);
        int second = admit(secondId);
        StatisticsRow firstRow = rows.get(first);
        rows.set(first, firstRow.with(kind, firstRow.pairs(kind).plusAsFirst(second, time, limits.partners())));
        StatisticsRow secondRow = rows.get(second);
        rows.set(second, secondRow.with(kind, secondRow.pairs(kind).plusAsSecond(time)));
        evict();
    }

    /** Whether a product of this id can have statistics; a longer id has none. */
    public static boolean hasStatistics(String productId) {
        return productId.length() <= LONGEST_ID;
    }

    /** The counts of a product, as they were when they changed last. */
    public ActionCounts counts(String productId) {
        Integer slot = slots.get(productId);
        return slot == null ? ActionCounts.NONE : rows.get(slot).counts();
    }

    /** The counts over all products. */
    public StatisticsTotals totals() {
        return totals;
    }

    /** What is known now; later changes do not show in it. */
    public StatisticsSnapshot snapshot() {
        return new StatisticsSnapshot(rows.copy(), slots, totals);
    }

    private int admit(String productId) {
        Integer known = slots.get(productId);
        if (known != null) {
            return known;
        }
        int slot = used.nextClearBit(0);
        used.set(slot);
        slots.put(productId, slot);
        rows.set(slot, StatisticsRow.of(productId));
        return slot;
    }

    private void evict() {
        if (slots.size() <= limits.products()) {
            return;
        }
        List<StatisticsRow> all = new ArrayList<>();
        used.stream().forEach(slot -> all.add(rows.get(slot)));
        all.sort(FIRST_TO_GO);
        slots = new HashMap<>(slots);
        BitSet gone = new BitSet();
        for (StatisticsRow row : all.subList(0, all.size() / EVICTED_PART)) {
            int slot = slots.remove(row.productId());
            gone.set(slot);
            rows.set(slot, null);
        }
        used.andNot(gone);
        used.stream().forEach(slot -> forgetPartners(slot, gone));
    }

    private void forgetPartners(int slot, BitSet gone) {
        StatisticsRow row = rows.get(slot);
        Pairs clicked = row.clicked().withoutPartners(gone);
        Pairs carted = row.carted().withoutPartners(gone);
        if (clicked != row.clicked() || carted != row.carted()) {
            rows.set(slot, new StatisticsRow(row.productId(), row.counts(), clicked, carted));
        }
    }
}
