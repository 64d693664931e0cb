package dev.freshet.core.dataset;

import java.util.List;

/**
 * What one request showed one customer from one source, as the reference splits it: it may have few products and one
 * label only, for the tests of size and labels come before the split.
 *
 * @param userId the customer
 * @param requestId the request
 * @param timestamp of the request's first row, whoever's it is, epoch milliseconds
 * @param sourceType null for none
 * @param productIds in order of first appearance
 * @param labels 1 for a product with a cart addition, else 0
 */
public record NotebookTarget(
        String userId,
        String requestId,
        long timestamp,
        String sourceType,
        List<String> productIds,
        List<Integer> labels) {

    public NotebookTarget {
        productIds = List.copyOf(productIds);
        labels = List.copyOf(labels);
    }
}
