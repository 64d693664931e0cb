package dev.freshet.core.feature;

import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The products of a request, with what its features are computed from.
 *
 * @param products distinct products
 * @param customer what the customer did before
 * @param statistics of all products
 * @param pairs by what the customer chose last
 * @param time of the request, epoch milliseconds
 */
record RequestPage(
        List<String> products,
        CustomerActivity customer,
        StatisticsSnapshot statistics,
        Map<Choice, RecentPairs> pairs,
        long time) {

    static RequestPage of(List<String> products, List<HistoryEvent> window, StatisticsSnapshot statistics, long time) {
        CustomerActivity customer = new CustomerActivity(products, window, time);
        Map<Choice, RecentPairs> pairs = new EnumMap<>(Choice.class);
        for (Choice choice : Choice.values()) {
            pairs.put(choice, new RecentPairs(statistics, customer, choice, time));
        }
        return new RequestPage(products, customer, statistics, pairs, time);
    }

    Candidate candidate(String productId) {
        int slot = statistics.slot(productId);
        return new Candidate(this, productId, slot, customer.with(productId), statistics.counts(slot, time));
    }
}
