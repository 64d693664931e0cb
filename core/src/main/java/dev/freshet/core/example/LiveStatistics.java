package dev.freshet.core.example;

import dev.freshet.core.feature.PairCounter;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;

/** The product statistics as far as the merged records of training-examples are read. Not thread-safe. */
public final class LiveStatistics {

    private final ProductStatistics products;

    /** Statistics that go on from a snapshot, bit for bit. */
    public LiveStatistics(StatisticsLimits limits, StatisticsSnapshot from) {
        products = new ProductStatistics(limits, from);
    }

    /** Adds the counts of an interval, as if all had happened at its end. */
    public void count(IntervalCounts counts) {
        counts.products()
                .forEach(product -> products.count(
                        product.productId(), product.views(), product.clicks(), product.carts(), counts.to()));
    }

    /** Adds the pairs that the example's targets make with the events before them. */
    public void count(Example example) {
        for (int target : example.targets()) {
            PairCounter.count(
                    products,
                    example.history().subList(0, target),
                    example.history().get(target));
        }
    }

    /** The statistics themselves, to be read only. */
    public ProductStatistics products() {
        return products;
    }

    public StatisticsSnapshot snapshot() {
        return products.snapshot();
    }
}
