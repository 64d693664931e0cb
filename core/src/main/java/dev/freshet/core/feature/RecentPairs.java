package dev.freshet.core.feature;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.statistics.FirstPairs;
import dev.freshet.core.statistics.PairKind;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.util.List;
import java.util.stream.IntStream;

/** How well products go with those that a customer chose last. */
final class RecentPairs {

    /** Older choices do not count. */
    private static final long MAX_AGE = 30 * TimeSpan.DAY;

    /** Pairs that every share of a product is smoothed by. */
    private static final double PRIOR_SHARE = 0.5;

    private static final double PRIOR_TOTAL = 500;
    private static final double PRIOR_PAIRS = 0.5;

    /** Weights of the recent products, newest first: {@code 2^(-i/2)}. */
    private static final double[] WEIGHTS = IntStream.range(0, RecentProducts.MOST)
            .mapToDouble(rank -> StrictMath.pow(2, -rank / 2.0))
            .toArray();

    private record First(String productId, FirstPairs pairs) {}

    private final StatisticsSnapshot statistics;
    private final PairKind kind;
    private final long time;
    private final double total;
    private final List<First> newestFirst;

    RecentPairs(StatisticsSnapshot statistics, CustomerActivity customer, Choice choice, long time) {
        this.statistics = statistics;
        this.kind = choice.pairs();
        this.time = time;
        this.total = statistics.totals().pairs(kind, time);
        this.newestFirst = customer.recent(choice, time - MAX_AGE).stream()
                .map(recent -> new First(
                        recent.productId(), statistics.first(kind, statistics.slot(recent.productId()), time)))
                .toList();
    }

    /**
     * How much more often than chance a product followed the recent ones, as a logarithm:
     * {@code ln((a + 0.5) / (b + 0.5))} with {@code a = sum 2^(-i/2) pairs(q, p)} over the recent products q other than p,
     * newest first, and {@code b = sum 2^(-i/2) pairs(q, any) share(p)}.
     */
    double lift(String productId, int slot) {
        double share = (statistics.second(kind, slot, time) + PRIOR_SHARE) / (total + PRIOR_TOTAL);
        double found = 0;
        double expected = 0;
        int rank = 0;
        for (First first : newestFirst) {
            if (!first.productId().equals(productId)) {
                double weight = WEIGHTS[rank++];
                found += weight * first.pairs().with(slot);
                expected += weight * first.pairs().total() * share;
            }
        }
        return StrictMath.log((found + PRIOR_PAIRS) / (expected + PRIOR_PAIRS));
    }
}
