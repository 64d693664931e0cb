package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.metric.RankingMetric;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sums of metrics over one kind of groups.
 *
 * @param groups groups evaluated
 * @param sums of each metric, for each ranking
 */
record Stratum(long groups, Map<RankingMetric, Map<Ranking, Double>> sums) {

    static final String COLD = "cold";
    static final String WARM = "warm";

    /** Begins the names of the groups that the model never trains on. */
    static final String HOLDOUT = "holdout_";

    static Stratum of(GroupEvaluation evaluation) {
        return new Stratum(1, evaluation.metrics());
    }

    /** The kind of a group: cold without history, else warm; held out or not. */
    static String of(ExampleGroup group, boolean hasHistory) {
        return (group.holdout() ? HOLDOUT : "") + (hasHistory ? WARM : COLD);
    }

    /** The sum; a ranking that one of both does not have is left out, since its mean would not be one over all groups. */
    Stratum plus(Stratum other) {
        Map<RankingMetric, Map<Ranking, Double>> both = new EnumMap<>(RankingMetric.class);
        sums.forEach((metric, own) -> {
            Map<Ranking, Double> more = other.sums.getOrDefault(metric, Map.of());
            Map<Ranking, Double> sum = new EnumMap<>(Ranking.class);
            own.forEach((ranking, value) -> {
                if (more.containsKey(ranking)) {
                    sum.put(ranking, value + more.get(ranking));
                }
            });
            both.put(metric, sum);
        });
        return new Stratum(groups + other.groups, both);
    }

    /** Sums of a metric by ranking; none when the metric was not computed. */
    Map<Ranking, Double> of(RankingMetric metric) {
        return sums.getOrDefault(metric, Map.of());
    }
}
