package dev.freshet.trainer.online;

import dev.freshet.core.example.Example;
import dev.freshet.core.feature.PairCounter;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;

/** The product statistics as far as the merged stream is read. Not thread-safe. */
final class LiveStatistics {

    private final ProductStatistics products;

    /** Statistics that go on from a snapshot, bit for bit. */
    LiveStatistics(StatisticsLimits limits, StatisticsSnapshot from) {
        products = new ProductStatistics(limits, from);
    }

    /** Adds the counts of an interval, as if all had happened at its end. */
    void count(IntervalCounts counts) {
        counts.products()
                .forEach(product -> products.count(
                        product.productId(), product.views(), product.clicks(), product.carts(), counts.to()));
    }

    /** Adds the pairs that the example's targets make with the events before them. */
    void count(Example example) {
        for (int target : example.targets()) {
            PairCounter.count(
                    products,
                    example.history().subList(0, target),
                    example.history().get(target));
        }
    }

    /** The statistics themselves, to be read only. */
    ProductStatistics products() {
        return products;
    }

    StatisticsSnapshot snapshot() {
        return products.snapshot();
    }
}
