package dev.freshet.trainer.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sums of NDCG@10 over one kind of groups.
 *
 * @param groups groups evaluated
 * @param ndcg10 a sum for each ranking
 */
record Stratum(long groups, Map<Ranking, Double> ndcg10) {

    Stratum {
        ndcg10 = Collections.unmodifiableMap(new EnumMap<>(ndcg10));
    }

    static Stratum of(GroupEvaluation evaluation) {
        return new Stratum(1, evaluation.ndcg10());
    }

    Stratum plus(Stratum other) {
        EnumMap<Ranking, Double> sums = new EnumMap<>(ndcg10);
        other.ndcg10.forEach((ranking, sum) -> sums.merge(ranking, sum, Double::sum));
        return new Stratum(groups + other.groups, sums);
    }

    double mean(Ranking ranking) {
        return ndcg10.get(ranking) / groups;
    }
}
