package dev.freshet.core.baseline;

import dev.freshet.core.baseline.RecentIntervals.Counted;
import dev.freshet.core.count.DecayedCount;
import dev.freshet.core.count.HalfLife;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.feature.Rates;
import dev.freshet.core.statistics.ActionCounts;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsTotals;
import java.util.HashMap;
import java.util.Map;

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
    private final RecentIntervals recent;
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
        this.recent = recent;
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
        for (Map.Entry<Long, Counted> interval : recent.after(productId, time).entrySet()) {
            Counted counted = interval.getValue();
            double rest = WEEK.value(new DecayedCount(1, interval.getKey()), now);
            after = after.plus(counted);
            laterViews += rest * counted.views();
            laterCarts += rest * counted.carts();
        }
        double decay = WEEK.value(new DecayedCount(1, time), now);
        long views = Math.max(0, all.views() - after.views());
        long carts = Math.max(0, all.carts() - after.carts());
        return new Product(
                views,
                carts,
                rest(views, (all.viewsWeek() - laterViews) / decay),
                rest(carts, (all.cartsWeek() - laterCarts) / decay));
    }

    /** A decayed count. Of nothing it is 0, which the difference of rounded numbers may miss. */
    private static double rest(long count, double decayed) {
        return count == 0 ? 0 : Math.max(0, decayed);
    }

    /** Cart additions per view of all products. */
    double meanCartRate() {
        StatisticsTotals totals = statistics.totals();
        return Rates.mean(totals.carts() - later.carts(), totals.views() - later.views());
    }

    /** Epoch milliseconds. */
    long time() {
        return time;
    }
}
