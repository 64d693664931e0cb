package dev.freshet.core.feature;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.ProductStatistics;
import java.util.List;

/** Finds the pairs that an event of a customer makes with what the same customer chose before. */
public final class PairCounter {

    /** Two choices that lie further apart are no pair. */
    private static final long PAIR_WINDOW = TimeSpan.DAY;

    private PairCounter() {}

    /**
     * Counts the pairs of an event: a click with the last ten products clicked, a cart addition with the last ten carted or
     * bought, within a day and other than its own product.
     *
     * @param before the customer's events before it, in order; those of the day before suffice
     */
    public static void count(ProductStatistics statistics, List<HistoryEvent> before, HistoryEvent event) {
        if (event.action() == Action.CLICK) {
            count(statistics, before, event, Choice.CLICKED);
        } else if (event.action() == Action.CART_UPDATE) {
            count(statistics, before, event, Choice.CARTED);
        }
    }

    private static void count(
            ProductStatistics statistics, List<HistoryEvent> before, HistoryEvent event, Choice choice) {
        for (RecentProducts.Recent recent : RecentProducts.of(before, choice, event.timestamp() - PAIR_WINDOW)) {
            if (!recent.productId().equals(event.productId())) {
                statistics.pair(choice.pairs(), recent.productId(), event.productId(), event.timestamp());
            }
        }
    }
}
