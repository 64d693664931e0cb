package dev.freshet.trainer.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cart additions of each product by time. The popularity baselines get exact counts from it for any time. */
final class CartLog {

    private final Map<String, List<Long>> times = new HashMap<>();

    /** Adds a cart addition. Its time must not be before that of the last one added. */
    void add(CartAddition cart) {
        times.computeIfAbsent(cart.getProductId(), id -> new ArrayList<>()).add(cart.getTimestamp());
    }

    /** Number of a product's cart additions in {@code [from, before)}, epoch milliseconds. */
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
