package dev.freshet.trainer.evaluation;

import java.util.Map;

/**
 * The results of all rankings on one group.
 *
 * @param version the version that ranked it
 * @param stratum {@code cold} without history, else {@code warm}
 * @param ndcg10 NDCG@10 of each ranking
 */
public record GroupEvaluation(long version, String stratum, Map<Ranking, Double> ndcg10) {}
