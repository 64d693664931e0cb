package dev.freshet.core.baseline;

import dev.freshet.core.baseline.RecentIntervals.Counted;
import dev.freshet.core.count.DecayedCount;
import dev.freshet.core.count.HalfLife;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.statistics.ActionCounts;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsTotals;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Counts of products in the intervals that ended at or before a past time: those of now less those of the intervals since.
 * It reads statistics that go on changing, so it is for use at once.
 */
public final class PastCounts {

    private static final HalfLife WEEK = new HalfLife(7 * TimeSpan.DAY);

    /**
     * Counts of one product, or of all.
     *
     * @param views ever
     * @param carts cart additions ever
     * @param weekViews views with a half-life of 7 days
     * @param weekCarts cart additions with a half-life of 7 days
     */
    record Product(long views, long carts, double weekViews, double weekCarts) {}

    private final ProductStatistics statistics;
    private final SortedMap<Long, Map<String, Counted>> since;
    private final Counted later;
    private final long now;
    private final long time;
    private final Map<String, Product> products = new HashMap<>();

    /**
     * Counts at a time.
     *
     * @param statistics of now
     * @param recent holds all intervals since the time
     * @param now not before the end of any interval that was counted, epoch milliseconds
     * @param time at or before now, epoch milliseconds
     */
    public PastCounts(ProductStatistics statistics, RecentIntervals recent, long now, long time) {
        this.statistics = statistics;
        this.since = recent.after(time);
        this.later = recent.totalAfter(time);
        this.now = now;
        this.time = time;
    }

    /** Cart additions of a product, ever. */
    public long carts(String productId) {
        return of(productId).carts();
    }

    /** Cart additions of a product, with a half-life of 7 days. */
    public double weekCarts(String productId) {
        return of(productId).weekCarts();
    }

    Product of(String productId) {
        return products.computeIfAbsent(productId, this::computed);
    }

    private Product computed(String productId) {
        ActionCounts all = statistics.counts(productId).at(now);
        Counted after = Counted.NONE;
        double laterViews = 0;
        double laterCarts = 0;
        for (Map.Entry<Long, Map<String, Counted>> interval : since.entrySet()) {
            Counted counted = interval.getValue().get(productId);
            if (counted != null) {
                double rest = WEEK.value(new DecayedCount(1, interval.getKey()), now);
                after = after.plus(counted);
                laterViews += rest * counted.views();
                laterCarts += rest * counted.carts();
            }
        }
        double decay = WEEK.value(new DecayedCount(1, time), now);
        return new Product(
                Math.max(0, all.views() - after.views()),
                Math.max(0, all.carts() - after.carts()),
                Math.max(0, (all.viewsWeek() - laterViews) / decay),
                Math.max(0, (all.cartsWeek() - laterCarts) / decay));
    }

    /** Cart additions per view of all products, smoothed as if there had been a cart addition and 100 views more. */
    double meanCartRate() {
        StatisticsTotals totals = statistics.totals();
        long carts = totals.carts() - later.carts();
        long views = totals.views() - later.views();
        return ((double) carts + 1) / ((double) views + CountInputs.PRIOR_VIEWS);
    }
}
