package dev.freshet.core.dataset;

import java.util.List;

/**
 * The products that one request showed one customer from one source, as the reference splits requests. It may have few
 * products and equal labels, because the reference checks size and labels before the split.
 *
 * @param userId the customer
 * @param requestId the request
 * @param timestamp of the first row of the request, which may be another customer's, epoch milliseconds
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
