package dev.freshet.trainer.evaluation;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.history.HistoryEvent;
import java.time.Duration;
import java.util.TreeMap;

/**
 * Counts the cart additions of each product in buckets of event time, for the popularity baselines. A bucket counts for
 * time T only when it ended at or before T. Buckets that no recency window needs any more are folded into one base
 * count, so the size of the catalogue bounds the state. Not thread-safe.
 */
public final class CartCounts {

    public static final long BUCKET_MS = Duration.ofMinutes(10).toMillis();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final long windowMs;

    /** Counts by product id, ascending. */
    final TreeMap<String, ProductCarts> products = new TreeMap<>();

    /** Buckets before this time are folded; a multiple of the bucket. */
    long horizon = Long.MIN_VALUE;

    /** @param window the recency window, a multiple of ten minutes */
    public CartCounts(Duration window) {
        windowMs = window.toMillis();
    }

    /**
     * Counts the example's targets that are cart additions. A customer's first event is never a target, so it is counted
     * with the target that follows it.
     */
    public void count(Example example) {
        for (int target : example.targets()) {
            if (target == 1 && example.history().get(0).sequence() == 0) {
                count(example.history().get(0));
            }
            count(example.history().get(target));
        }
    }

    private void count(HistoryEvent event) {
        if (event.action() != Action.CART_UPDATE) {
            return;
        }
        ProductCarts product = products.computeIfAbsent(event.productId(), id -> new ProductCarts());
        if (event.timestamp() < horizon) {
            product.addToBase(1);
        } else {
            product.add(Math.floorDiv(event.timestamp(), BUCKET_MS), 1);
        }
    }

    /**
     * At the first record of each day of merged time, folds the buckets that are older than the recency window plus a
     * day.
     */
    public void fold(long mergedTime) {
        long next =
                Math.floorDiv(Math.floorDiv(mergedTime, DAY_MS) * DAY_MS - windowMs - DAY_MS, BUCKET_MS) * BUCKET_MS;
        if (next > horizon) {
            horizon = next;
            products.values().forEach(p -> p.fold(horizon / BUCKET_MS));
        }
    }

    /**
     * Whether both counts at a time, epoch milliseconds, are exact: the recency window that ends then must not reach
     * into folded buckets.
     */
    boolean covers(long time) {
        return horizon == Long.MIN_VALUE || time - windowMs >= horizon;
    }

    /** Cart additions of a product in the buckets that ended at or before a time, epoch milliseconds. */
    public long before(String productId, long time) {
        ProductCarts product = products.get(productId);
        return product == null ? 0 : product.before(Math.floorDiv(time, BUCKET_MS));
    }

    /** Cart additions of a product in the recency window that ends at a time, epoch milliseconds. */
    long recently(String productId, long time) {
        ProductCarts product = products.get(productId);
        long from = -Math.floorDiv(windowMs - time, BUCKET_MS);
        return product == null ? 0 : product.between(from, Math.floorDiv(time, BUCKET_MS));
    }
}
