package dev.freshet.trainer.offline;

import dev.freshet.trainer.evaluation.Ranking;
import java.util.Map;

/**
 * The results of the rankings on one group.
 *
 * @param userId its customer
 * @param events number of history events that the group may see
 * @param bothLabels whether it has products of both labels; without both, every order of it has the same NDCG
 * @param products number of products shown
 * @param ndcg10 NDCG@10 of each ranking
 */
record EvaluatedGroup(String userId, int events, boolean bothLabels, int products, Map<Ranking, Double> ndcg10) {}
