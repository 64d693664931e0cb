package dev.freshet.core.statistics;

import dev.freshet.core.count.DecayedCount;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A number in which product statistics differ from others.
 *
 * @param where the product, or the sum of all products
 * @param number its name
 * @param found its value, or {@code none}
 * @param expected its value in the others, or {@code none}
 */
public record StatisticsDifference(String where, String number, String found, String expected) {

    private static final String NONE = "none";

    /** The first difference by product id; then comes the sum of all products. Empty when the statistics are the same bit for bit. */
    public static Optional<StatisticsDifference> first(StatisticsSnapshot found, StatisticsSnapshot expected) {
        if (bytes(found).equals(bytes(expected))) {
            return Optional.empty();
        }
        SortedMap<String, Integer> foundSlots = slots(found);
        SortedMap<String, Integer> expectedSlots = slots(expected);
        TreeSet<String> products = new TreeSet<>(foundSlots.keySet());
        products.addAll(expectedSlots.keySet());
        return products.stream()
                .map(product -> first(
                        "product '" + product + "'",
                        numbers(found, foundSlots.get(product)),
                        numbers(expected, expectedSlots.get(product))))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> first("the sum of all products", totals(found), totals(expected)));
    }

    private static List<ByteBuffer> bytes(StatisticsSnapshot statistics) {
        List<ByteBuffer> all = new ArrayList<>(RowBlocks.rows(statistics));
        all.add(RowBlocks.totals(statistics));
        return all;
    }

    private static Optional<StatisticsDifference> first(
            String where, Map<String, String> found, Map<String, String> expected) {
        Map<String, String> all = new LinkedHashMap<>(expected);
        all.putAll(found);
        return all.keySet().stream()
                .map(number -> new StatisticsDifference(
                        where, number, found.getOrDefault(number, NONE), expected.getOrDefault(number, NONE)))
                .filter(each -> !each.found.equals(each.expected))
                .findFirst();
    }

    private static SortedMap<String, Integer> slots(StatisticsSnapshot statistics) {
        SortedMap<String, Integer> slots = new TreeMap<>();
        for (int slot = 0; slot < statistics.rows().slots(); slot++) {
            StatisticsRow row = statistics.rows().get(slot);
            if (row != null) {
                slots.put(row.productId(), slot);
            }
        }
        return slots;
    }

    /** @param slot null for a product without a row */
    private static Map<String, String> numbers(StatisticsSnapshot statistics, Integer slot) {
        Map<String, String> numbers = new LinkedHashMap<>();
        if (slot == null) {
            return numbers;
        }
        StatisticsRow row = statistics.rows().get(slot);
        ActionCounts counts = row.counts();
        put(numbers, "views", counts.views());
        put(numbers, "clicks", counts.clicks());
        put(numbers, "cart additions", counts.carts());
        put(numbers, "time of its counts", counts.time());
        put(numbers, "views halved by the hour", counts.viewsHour());
        put(numbers, "views halved by the week", counts.viewsWeek());
        put(numbers, "clicks halved by the hour", counts.clicksHour());
        put(numbers, "clicks halved by the day", counts.clicksDay());
        put(numbers, "cart additions halved by the week", counts.cartsWeek());
        pairs(numbers, "pairs of clicks", row.clicked(), statistics);
        pairs(numbers, "pairs of cart additions", row.carted(), statistics);
        put(numbers, "place", slot);
        return numbers;
    }

    private static void pairs(Map<String, String> numbers, String what, Pairs pairs, StatisticsSnapshot statistics) {
        put(numbers, what + " as the second product", words(pairs.asSecond));
        put(numbers, what + " as the first product", pairs.asFirst);
        pairs.byPartner().forEach((slot, count) -> put(numbers, what + " with " + name(slot, statistics), count));
        put(numbers, "time of its " + what, pairs.time);
    }

    private static String name(int slot, StatisticsSnapshot statistics) {
        StatisticsRow row = slot < statistics.rows().slots() ? statistics.rows().get(slot) : null;
        return row == null ? "place " + slot : "'" + row.productId() + "'";
    }

    private static Map<String, String> totals(StatisticsSnapshot statistics) {
        StatisticsTotals totals = statistics.totals();
        Map<String, String> numbers = new LinkedHashMap<>();
        put(numbers, "views", totals.views());
        put(numbers, "clicks", totals.clicks());
        put(numbers, "cart additions", totals.carts());
        put(numbers, "pairs of clicks", words(totals.clicked()));
        put(numbers, "pairs of cart additions", words(totals.carted()));
        put(numbers, "places", statistics.rows().slots());
        return numbers;
    }

    private static String words(DecayedCount count) {
        return count.equals(Pairs.ZERO) ? "0.0" : count.count() + " at " + count.time();
    }

    private static void put(Map<String, String> numbers, String name, Object value) {
        numbers.put(name, String.valueOf(value));
    }

    /** For example {@code product 'tea' has clicks=3 instead of 2}. */
    @Override
    public String toString() {
        return where + " has " + number + "=" + found + " instead of " + expected;
    }
}
