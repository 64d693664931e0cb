package dev.freshet.model.batch;

/**
 * A request group as the feature term sees it.
 *
 * @param inputs (C * inputs of the term) live features of the C products, flat
 * @param offsets (C) logits that the term adds to
 * @param labels (C) 1 for a product that went into the cart, else 0
 */
@SuppressWarnings("ArrayRecordComponent") // instances are never compared
public record RankedPage(float[] inputs, float[] offsets, int[] labels) {}
