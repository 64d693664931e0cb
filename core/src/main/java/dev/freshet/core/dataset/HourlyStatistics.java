package dev.freshet.core.dataset;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.feature.PairCounter;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Product statistics as a log goes by. A request sees those of the last full hour before it, as a model that is published every
 * hour would show them. As in the live stream, a pair counts once the groups of its time are closed. Not thread-safe.
 */
final class HourlyStatistics {

    private final ProductStatistics products;
    private final long window;

    /** Positive events whose pairs do not count yet, oldest first. */
    private final ArrayDeque<Choice> waiting = new ArrayDeque<>();

    /** The oldest first; each is of the beginning of its hour. */
    private final ArrayDeque<Hour> hours = new ArrayDeque<>();

    private record Hour(long begin, StatisticsSnapshot snapshot) {}

    /** {@code history} has the customer's events before it, and perhaps later ones. */
    private record Choice(HistoryEvent event, List<HistoryEvent> history) {

        List<HistoryEvent> before() {
            return history.subList(0, (int) event.sequence());
        }
    }

    /**
     * @param window how long a group is open, milliseconds: how late pairs count, and how far {@link #at} may go back behind the
     *     newest event
     */
    HourlyStatistics(StatisticsLimits limits, long window) {
        this.products = new ProductStatistics(limits);
        this.window = window;
    }

    /**
     * Counts an event, which is no earlier than the one before.
     *
     * @param before the customer's positive events before it, in order; may grow later
     */
    void count(LogEvent event, List<HistoryEvent> before) {
        advance(event.timestamp());
        Action action = event.action();
        products.count(
                event.productId(),
                action == Action.VIEW ? 1 : 0,
                action == Action.CLICK ? 1 : 0,
                action == Action.CART_UPDATE ? 1 : 0,
                event.timestamp());
        if (action.isPositive()) {
            waiting.add(new Choice(event.inHistory(before.size()), before));
        }
    }

    private void advance(long time) {
        while (!waiting.isEmpty() && waiting.peek().event().timestamp() + window < time) {
            Choice choice = waiting.remove();
            PairCounter.count(products, choice.before(), choice.event());
        }
        long begin = TimeSpan.HOUR * Math.floorDiv(time, TimeSpan.HOUR);
        if (!hours.isEmpty() && hours.getLast().begin() == begin) {
            return;
        }
        hours.add(new Hour(begin, products.snapshot()));
        while (hours.size() > 1 && second().begin() <= time - window) {
            hours.remove();
        }
    }

    private Hour second() {
        return hours.stream().skip(1).findFirst().orElseThrow();
    }

    /** The statistics that a request of a time sees, epoch milliseconds; an event of that time must have been counted. */
    StatisticsSnapshot at(long time) {
        StatisticsSnapshot newest = StatisticsSnapshot.EMPTY;
        for (Hour hour : hours) {
            if (hour.begin() <= time) {
                newest = hour.snapshot();
            }
        }
        return newest;
    }

    /** The statistics of everything that counts. */
    StatisticsSnapshot now() {
        return products.snapshot();
    }
}
