package dev.freshet.streams.store;

import dev.freshet.core.event.Action;
import dev.freshet.core.statistics.ProductCount;
import dev.freshet.streams.rows.CustomerCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one customer, or all customers of a task, did with products in an interval. Not thread-safe. */
final class CountedProducts {

    private static final int ACTIONS = 4;

    private final Map<String, int[]> products = new LinkedHashMap<>();

    static CountedProducts of(CustomerCounts row) {
        CountedProducts counted = new CountedProducts();
        for (int i = 0; i < row.getProductIds().size(); i++) {
            int[] counts = new int[ACTIONS];
            for (int action = 0; action < ACTIONS; action++) {
                counts[action] = row.getCounts().get(i * ACTIONS + action);
            }
            counted.products.put(row.getProductIds().get(i), counts);
        }
        return counted;
    }

    /**
     * Counts an action; false when it is above a bound.
     *
     * @param repeats how often each action counts for a product
     * @param most how many products count
     */
    boolean add(String productId, Action action, int repeats, int most) {
        int[] counts = products.get(productId);
        if (counts == null ? products.size() == most : counts[column(action)] == repeats) {
            return false;
        }
        products.computeIfAbsent(productId, id -> new int[ACTIONS])[column(action)]++;
        return true;
    }

    /** Adds what another customer did. A sum that an int cannot hold stays at the largest one. */
    void addAll(CountedProducts other) {
        other.products.forEach((productId, more) -> {
            int[] counts = products.computeIfAbsent(productId, id -> new int[ACTIONS]);
            for (int action = 0; action < ACTIONS; action++) {
                counts[action] = (int) Math.min(Integer.MAX_VALUE, (long) counts[action] + more[action]);
            }
        });
    }

    CustomerCounts row() {
        List<String> ids = new ArrayList<>(products.size());
        List<Integer> counts = new ArrayList<>(products.size() * ACTIONS);
        products.forEach((productId, each) -> {
            ids.add(productId);
            for (int count : each) {
                counts.add(count);
            }
        });
        return new CustomerCounts(ids, counts);
    }

    /** The products by id. */
    List<ProductCount> sorted() {
        return products.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> {
                    int[] counts = each.getValue();
                    return new ProductCount(each.getKey(), counts[0], counts[1], counts[2], counts[3]);
                })
                .toList();
    }

    private static int column(Action action) {
        return switch (action) {
            case VIEW -> 0;
            case CLICK -> 1;
            case CART_UPDATE -> 2;
            case PURCHASE -> 3;
        };
    }
}
