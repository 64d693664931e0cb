package dev.freshet.trainer;

import java.util.Arrays;

/**
 * Sums of NDCG@10 over one kind of groups.
 *
 * @param groups groups judged
 * @param ndcg10 a sum for each {@link Ranking}, in its order; not to be changed
 */
record Stratum(long groups, double[] ndcg10) {

    static final Stratum EMPTY = new Stratum(0, new double[Ranking.values().length]);

    Stratum plus(Verdict verdict) {
        double[] sums = ndcg10.clone();
        verdict.ndcg10().forEach((ranking, value) -> sums[ranking.ordinal()] += value);
        return new Stratum(groups + 1, sums);
    }

    Stratum plus(Stratum other) {
        double[] sums = ndcg10.clone();
        Arrays.setAll(sums, i -> sums[i] + other.ndcg10[i]);
        return new Stratum(groups + other.groups, sums);
    }

    double mean(Ranking ranking) {
        return ndcg10[ranking.ordinal()] / groups;
    }
}
