package dev.freshet.trainer.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cart additions of each product by time: the popularity baselines, exact at any moment. */
final class CartLog {

    private final Map<String, List<Long>> times = new HashMap<>();

    /** Adds one, no earlier than the one before. */
    void add(CartAddition cart) {
        times.computeIfAbsent(cart.getProductId(), id -> new ArrayList<>()).add(cart.getTimestamp());
    }

    /** How many a product had in {@code [from, before)}, epoch milliseconds. */
    long between(String productId, long from, long before) {
        List<Long> of = times.getOrDefault(productId, List.of());
        return Math.max(0, earlier(of, before) - earlier(of, from));
    }

    private static int earlier(List<Long> sorted, long than) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle) < than) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
