package dev.freshet.streams.store;

import dev.freshet.core.count.DecayedCount;
import dev.freshet.core.count.HalfLife;
import org.apache.kafka.streams.state.KeyValueStore;

/** Counts cart additions for {@link Popularity}, and drops products whose counts have decayed. */
public final class PopularityUpdates {

    /**
     * A product with a lower count is dropped. So a product that was added once stays for four half-lives, and a product that
     * is dropped and added again lacks at most this much.
     */
    static final double LEAST = 1.0 / 16;

    /** Levels of a doubling: an addition moves a product with more than 23 additions to at most the next level. */
    private static final int LEVELS = 16;

    private static final DecayedCount NONE = new DecayedCount(0, 0);

    private final KeyValueStore<String, PopularityRow> rows;
    private final PopularProducts products;
    private final Timers timers;
    private final TaskState task;
    private final HalfLife halfLife;

    public PopularityUpdates(
            KeyValueStore<String, PopularityRow> rows,
            PopularProducts products,
            Timers timers,
            TaskState task,
            HalfLife halfLife) {
        this.rows = rows;
        this.products = products;
        this.timers = timers;
        this.task = task;
        this.halfLife = halfLife;
    }

    /** Counts a cart addition at the watermark. */
    public void add(String product) {
        long now = task.watermark();
        PopularityRow before = rows.get(product);
        DecayedCount count = halfLife.plusOne(before == null ? NONE : before.decayed(now), now);
        put(product, before, count);
        if (before == null) {
            setTimer(product, count);
        }
    }

    /**
     * Drops a product whose count is low enough at a time; otherwise sets its timer again.
     *
     * @param time epoch milliseconds
     */
    public void drop(String product, long time) {
        PopularityRow row = rows.get(product);
        if (row == null) {
            return;
        }
        DecayedCount count = row.decayed(time);
        if (halfLife.fallsTo(LEAST, count) >= time) {
            setTimer(product, count);
            return;
        }
        rows.delete(product);
        products.remove(new PopularProducts.Product(row.level(), product));
    }

    /** Gives every product the level and the timer of the half-life in use, rows of an earlier release included. */
    public StorePass<String, PopularityRow> pass() {
        return new StorePass<>(task, Popularity.SETTING, halfLife.ms(), rows, (product, row) -> {
            DecayedCount count = row.decayed(task.watermark());
            put(product, row, count);
            setTimer(product, count);
        });
    }

    private void put(String product, PopularityRow before, DecayedCount count) {
        long level = halfLife.level(count, LEVELS);
        rows.put(product, PopularityRow.of(count, level));
        if (before != null && before.isListed() && before.level() != level) {
            products.remove(new PopularProducts.Product(before.level(), product));
        }
        if (before == null || before.level() != level) {
            products.add(new PopularProducts.Product(level, product));
        }
    }

    private void setTimer(String product, DecayedCount count) {
        timers.set(new Timers.Timer(halfLife.fallsTo(LEAST, count), Timers.Kind.DROP_PRODUCT, product, ""));
    }
}
