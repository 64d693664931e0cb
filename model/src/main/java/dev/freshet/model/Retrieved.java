package dev.freshet.model;

/**
 * A product found in the whole catalogue.
 *
 * @param productId the product
 * @param score its ranking logit, as {@link ServingModel#score} gives it
 */
public record Retrieved(String productId, float score) {}
