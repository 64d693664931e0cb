package dev.freshet.cli.report;

import java.util.Map;

/**
 * A point of each curve: means over the groups of a span of event time.
 *
 * @param time mean of the groups' times, epoch milliseconds
 * @param groups number of groups
 * @param ndcg10 mean NDCG@10 by ranking
 */
record RankingPoint(long time, int groups, Map<String, Double> ndcg10) {

    RankingPoint {
        ndcg10 = Map.copyOf(ndcg10);
    }
}
