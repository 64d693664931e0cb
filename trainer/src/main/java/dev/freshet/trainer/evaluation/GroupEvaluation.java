package dev.freshet.trainer.evaluation;

import dev.freshet.core.metric.RankingMetric;
import java.util.Map;

/**
 * The results of all rankings on one group.
 *
 * @param version the version that ranked it
 * @param stratum the kind of the group
 * @param metrics each metric of each ranking
 */
public record GroupEvaluation(long version, String stratum, Map<RankingMetric, Map<Ranking, Double>> metrics) {

    Map<Ranking, Double> ndcg10() {
        return metrics.get(RankingMetric.NDCG10);
    }
}
