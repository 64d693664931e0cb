package dev.freshet.core.example;

import dev.freshet.core.feature.PageFeatures;
import dev.freshet.core.history.HistoryEvent;
import java.util.List;

/**
 * A closed request group as part of an {@link Example}.
 *
 * @param requestId the request
 * @param sourceType source of its first impression; null when unknown
 * @param timestamp its date, epoch milliseconds UTC
 * @param delayMs delay drawn for it, milliseconds
 * @param stateIndex index into the example's history of the last event that it may see; -1 for none (cold start)
 * @param holdout evaluated but never trained on
 * @param productIds distinct candidates in order of first arrival
 * @param labels 1 for a product that went into the cart, else 0; as long as {@code productIds}
 * @param served the events that serving has shown to the model, in order; null when they are those that the group may see,
 *     as without a delay
 * @param features of the products at the group's date; null until they are computed
 */
public record ExampleGroup(
        String requestId,
        String sourceType,
        long timestamp,
        long delayMs,
        int stateIndex,
        boolean holdout,
        List<String> productIds,
        List<Integer> labels,
        List<HistoryEvent> served,
        PageFeatures features) {

    public ExampleGroup(
            String requestId,
            String sourceType,
            long timestamp,
            long delayMs,
            int stateIndex,
            boolean holdout,
            List<String> productIds,
            List<Integer> labels) {
        this(requestId, sourceType, timestamp, delayMs, stateIndex, holdout, productIds, labels, null, null);
    }

    public ExampleGroup {
        productIds = List.copyOf(productIds);
        labels = List.copyOf(labels);
        served = served == null ? null : List.copyOf(served);
        if (productIds.size() != labels.size()) {
            throw new IllegalArgumentException(
                    "group " + requestId + ": " + productIds.size() + " products, " + labels.size() + " labels");
        }
    }

    /** The group with the features of its products. */
    public ExampleGroup with(PageFeatures computed) {
        return new ExampleGroup(
                requestId, sourceType, timestamp, delayMs, stateIndex, holdout, productIds, labels, served, computed);
    }

    /**
     * The events that rank the group in evaluation: what serving has shown to the model, without a delay.
     *
     * @param history of the example
     */
    public List<HistoryEvent> servedWindow(List<HistoryEvent> history) {
        return served != null ? served : history.subList(0, stateIndex + 1);
    }
}
