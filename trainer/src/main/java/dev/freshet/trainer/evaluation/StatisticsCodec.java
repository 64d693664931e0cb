package dev.freshet.trainer.evaluation;

import dev.freshet.core.metric.RankingMetric;
import dev.freshet.trainer.state.StratumSums;
import dev.freshet.trainer.state.TrainerStatistics;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Converts {@link MetricsAccumulator} and {@link Baselines} to a record of trainer state and back. */
public final class StatisticsCodec {

    private StatisticsCodec() {}

    /**
     * The statistics as a record to complete. All lists and maps are sorted, so equal statistics give equal records and
     * equal bytes.
     */
    public static TrainerStatistics.Builder encode(MetricsAccumulator total, Baselines baselines) {
        TreeMap<String, StratumSums> strata = new TreeMap<>();
        total.strata.forEach((name, stratum) -> strata.put(name, encode(stratum)));
        TrainerStatistics.Builder state = TrainerStatistics.newBuilder()
                .setGroups(total.groups)
                .setHoldout(total.holdout)
                .setUnevaluated(total.unevaluated)
                .setTrainedGroups(total.trainedGroups)
                .setTrainedTargets(total.trainedTargets)
                .setSteps(total.steps)
                .setStrata(strata)
                .setLosses(new TreeMap<>(total.losses));
        BaselinesCodec.encode(baselines, state);
        return state;
    }

    public static MetricsAccumulator metrics(TrainerStatistics statistics) {
        MetricsAccumulator metrics = new MetricsAccumulator();
        metrics.groups = statistics.getGroups();
        metrics.holdout = statistics.getHoldout();
        metrics.unevaluated = statistics.getUnevaluated();
        metrics.trainedGroups = statistics.getTrainedGroups();
        metrics.trainedTargets = statistics.getTrainedTargets();
        metrics.steps = statistics.getSteps();
        statistics.getStrata().forEach((name, sums) -> metrics.strata.put(name, decode(sums)));
        metrics.losses.putAll(statistics.getLosses());
        return metrics;
    }

    /**
     * Restores baselines that have counted nothing yet.
     *
     * @param mergedTime at the publication of the record, epoch milliseconds
     * @throws IllegalArgumentException when the record contradicts itself
     */
    public static void restore(TrainerStatistics statistics, Baselines baselines, long mergedTime) {
        BaselinesCodec.restore(statistics, baselines, mergedTime);
    }

    private static StratumSums encode(Stratum stratum) {
        return new StratumSums(
                stratum.groups(),
                labels(stratum, RankingMetric.NDCG10),
                labels(stratum, RankingMetric.MRR),
                labels(stratum, RankingMetric.AUC));
    }

    private static Map<String, Double> labels(Stratum stratum, RankingMetric metric) {
        TreeMap<String, Double> sums = new TreeMap<>();
        stratum.of(metric).forEach((ranking, sum) -> sums.put(ranking.label(), sum));
        return sums;
    }

    private static Stratum decode(StratumSums sums) {
        Map<RankingMetric, Map<Ranking, Double>> metrics = new EnumMap<>(RankingMetric.class);
        metrics.put(RankingMetric.NDCG10, rankings(sums.getNdcg10()));
        metrics.put(RankingMetric.MRR, rankings(sums.getMrr()));
        metrics.put(RankingMetric.AUC, rankings(sums.getAuc()));
        return new Stratum(sums.getGroups(), metrics);
    }

    private static Map<Ranking, Double> rankings(Map<String, Double> labels) {
        Map<Ranking, Double> sums = new EnumMap<>(Ranking.class);
        labels.forEach((label, sum) -> sums.put(Ranking.of(label), sum));
        return sums;
    }
}
