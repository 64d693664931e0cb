package dev.freshet.core.example;

import dev.freshet.core.feature.PageFeatures;
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
        this(requestId, sourceType, timestamp, delayMs, stateIndex, holdout, productIds, labels, null);
    }

    public ExampleGroup {
        productIds = List.copyOf(productIds);
        labels = List.copyOf(labels);
        if (productIds.size() != labels.size()) {
            throw new IllegalArgumentException(
                    "group " + requestId + ": " + productIds.size() + " products, " + labels.size() + " labels");
        }
    }

    /** The group with the features of its products. */
    public ExampleGroup with(PageFeatures computed) {
        return new ExampleGroup(
                requestId, sourceType, timestamp, delayMs, stateIndex, holdout, productIds, labels, computed);
    }
}
