package dev.freshet.trainer.offline;

import dev.freshet.trainer.evaluation.Ranking;
import java.util.Map;

/**
 * How the rankings did on one group.
 *
 * @param userId its customer
 * @param events of history that it may see
 * @param bothLabels whether it can be ranked well or badly at all
 * @param products how many were shown
 * @param ndcg10 of each ranking
 */
record EvaluatedGroup(String userId, int events, boolean bothLabels, int products, Map<Ranking, Double> ndcg10) {}
