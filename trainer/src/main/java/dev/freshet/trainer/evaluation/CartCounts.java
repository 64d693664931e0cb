package dev.freshet.trainer.evaluation;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.history.HistoryEvent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cart additions of each product in buckets of event time: the popularity baselines. A bucket counts for time T only
 * when it ended at or before T. Buckets that no recency window can need any more are folded into one base count, so the
 * state is bounded by the catalogue. Not thread-safe.
 */
public final class CartCounts {

    public static final long BUCKET_MS = Duration.ofMinutes(10).toMillis();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final long windowMs;
    private final TreeMap<String, Product> products = new TreeMap<>();

    /** Buckets before this time are folded; a multiple of the bucket. */
    private long horizon = Long.MIN_VALUE;

    /** @param window the recency window, a multiple of ten minutes */
    public CartCounts(Duration window) {
        windowMs = window.toMillis();
    }

    /**
     * Counts the example's targets that are cart additions; a customer's first event is never a target, so it is
     * counted with the target that follows it.
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
        if (event.action() == Action.CART_UPDATE) {
            products.computeIfAbsent(event.productId(), id -> new Product())
                    .add(event.timestamp() < horizon ? null : Math.floorDiv(event.timestamp(), BUCKET_MS), 1);
        }
    }

    /** Folds, at the first record of each day of merged time, what is older than the recency window and a day. */
    public void fold(long mergedTime) {
        long next =
                Math.floorDiv(Math.floorDiv(mergedTime, DAY_MS) * DAY_MS - windowMs - DAY_MS, BUCKET_MS) * BUCKET_MS;
        if (next > horizon) {
            horizon = next;
            products.values().forEach(p -> p.fold(horizon / BUCKET_MS));
        }
    }

    /** Whether both counts at a time are exact; no longer so once its recency window reaches into folded buckets. */
    boolean covers(long time) {
        return horizon == Long.MIN_VALUE || time - windowMs >= horizon;
    }

    /** Cart additions of a product before a time. */
    public long before(String productId, long time) {
        Product product = products.get(productId);
        return product == null ? 0 : product.base + product.between(Long.MIN_VALUE, Math.floorDiv(time, BUCKET_MS));
    }

    /** Cart additions of a product in the recency window that ends at a time. */
    long recently(String productId, long time) {
        Product product = products.get(productId);
        long from = -Math.floorDiv(windowMs - time, BUCKET_MS);
        return product == null ? 0 : product.between(from, Math.floorDiv(time, BUCKET_MS));
    }

    /** Writes the counts, sorted, so that equal counts give equal bytes. */
    public void write(DataOutputStream out) throws IOException {
        out.writeLong(horizon);
        out.writeInt(products.size());
        for (Map.Entry<String, Product> entry : products.entrySet()) {
            byte[] id = entry.getKey().getBytes(StandardCharsets.UTF_8);
            out.writeInt(id.length);
            out.write(id);
            entry.getValue().write(out);
        }
    }

    /** Reads into this empty instance what {@link #write} wrote. */
    public void read(DataInputStream in) throws IOException {
        horizon = in.readLong();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            String id = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            products.put(id, Product.read(in));
        }
    }

    /** Counts of one product: folded ones, and those of each bucket number. */
    private static final class Product {

        private long base;
        private final TreeMap<Long, Long> buckets = new TreeMap<>();

        void add(Long bucket, long count) {
            if (bucket == null) {
                base += count;
            } else {
                buckets.merge(bucket, count, Long::sum);
            }
        }

        void fold(long firstKept) {
            Map<Long, Long> old = buckets.headMap(firstKept, false);
            base += old.values().stream().mapToLong(Long::longValue).sum();
            old.clear();
        }

        /** Of the buckets from the first number to the last, the last left out. */
        long between(long from, long to) {
            long sum = 0;
            for (long count : from < to
                    ? buckets.subMap(from, to).values()
                    : Map.<Long, Long>of().values()) {
                sum += count;
            }
            return sum;
        }

        void write(DataOutputStream out) throws IOException {
            out.writeLong(base);
            out.writeInt(buckets.size());
            for (Map.Entry<Long, Long> bucket : buckets.entrySet()) {
                out.writeLong(bucket.getKey());
                out.writeLong(bucket.getValue());
            }
        }

        static Product read(DataInputStream in) throws IOException {
            Product product = new Product();
            product.base = in.readLong();
            int size = in.readInt();
            for (int i = 0; i < size; i++) {
                product.buckets.put(in.readLong(), in.readLong());
            }
            return product;
        }
    }
}
