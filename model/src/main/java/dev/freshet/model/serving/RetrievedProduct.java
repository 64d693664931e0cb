package dev.freshet.model.serving;

/**
 * A product found in the whole catalogue.
 *
 * @param productId the product
 * @param score its ranking logit, as {@link ServingModel#score} returns it
 */
public record RetrievedProduct(String productId, float score) {}
