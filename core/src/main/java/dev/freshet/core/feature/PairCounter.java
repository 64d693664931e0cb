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

    /** Within a day, how often a customer can choose a product and still add pairs to it; bounds what a robot adds. */
    static final int MOST_REPEATS = 10;

    /** The same for all products together. */
    static final int MOST_CHOICES = 250;

    private PairCounter() {}

    /**
     * Counts the pairs of an event: a click with the last ten products clicked, a cart addition with the last ten carted or
     * bought, within a day and other than its own product. An event that repeats too much of that day adds none.
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
        if (isRobot(before, event)) {
            return;
        }
        for (RecentProducts.Recent recent : RecentProducts.of(before, choice, event.timestamp() - PAIR_WINDOW)) {
            if (!recent.productId().equals(event.productId())) {
                statistics.pair(choice.pairs(), recent.productId(), event.productId(), event.timestamp());
            }
        }
    }

    /** Whether the customer has chosen the product, or any, too often in the day before. */
    private static boolean isRobot(List<HistoryEvent> before, HistoryEvent event) {
        int choices = 0;
        int repeats = 0;
        for (int i = before.size() - 1; i >= 0; i--) {
            HistoryEvent earlier = before.get(i);
            if (event.timestamp() - earlier.timestamp() > PAIR_WINDOW) {
                return false;
            }
            choices++;
            repeats += earlier.productId().equals(event.productId()) && earlier.action() == event.action() ? 1 : 0;
            if (choices >= MOST_CHOICES || repeats >= MOST_REPEATS) {
                return true;
            }
        }
        return false;
    }
}
