package dev.freshet.trainer.experiment;

import dev.freshet.core.metric.Estimate;

/**
 * What a variant reached.
 *
 * @param ndcg10 its NDCG@10
 * @param difference its NDCG@10 less that of its question's reference, on the same groups
 */
public record VariantResult(Variant variant, Estimate ndcg10, Estimate difference) {}
