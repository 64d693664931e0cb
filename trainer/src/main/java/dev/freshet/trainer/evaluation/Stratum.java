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

    /** The sum; a ranking that one of both does not have is left out, since its mean would not be one over all groups. */
    Stratum plus(Stratum other) {
        EnumMap<Ranking, Double> sums = new EnumMap<>(ndcg10);
        sums.keySet().retainAll(other.ndcg10.keySet());
        sums.replaceAll((ranking, sum) -> sum + other.ndcg10.get(ranking));
        return new Stratum(groups + other.groups, sums);
    }

    double mean(Ranking ranking) {
        return ndcg10.get(ranking) / groups;
    }
}
