package dev.freshet.trainer.evaluation;

import dev.freshet.core.metric.RankingMetric;
import dev.freshet.schemas.JudgedStratum;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.trainer.publish.TrainedVersion;
import java.util.Map;
import java.util.TreeMap;

/** A window's {@link MetricsAccumulator} as its record in topic training-metrics. */
public final class MetricsRecord {

    private MetricsRecord() {}

    public static TrainingMetrics of(String model, TrainedVersion trained) {
        MetricsAccumulator window = trained.window();
        TreeMap<String, JudgedStratum> strata = new TreeMap<>();
        window.strata.forEach((name, stratum) -> strata.put(name, stratum(stratum)));
        return TrainingMetrics.newBuilder()
                .setModel(model)
                .setVersion(trained.version())
                .setWatermark(trained.watermark())
                .setStrata(strata)
                .setUnjudged(window.unevaluated)
                .setGroups(window.groups)
                .setHoldout(window.holdout)
                .setTrainedGroups(window.trainedGroups)
                .setTrainedTargets(window.trainedTargets)
                .setSteps(window.steps)
                .setLosses(new TreeMap<>(window.losses))
                .setJudgedBy(window.evaluatingVersions.toList())
                .build();
    }

    private static JudgedStratum stratum(Stratum stratum) {
        return JudgedStratum.newBuilder()
                .setGroups(stratum.groups())
                .setNdcg10(sums(stratum, RankingMetric.NDCG10))
                .setMrr(sums(stratum, RankingMetric.MRR))
                .setAuc(sums(stratum, RankingMetric.AUC))
                .build();
    }

    private static Map<String, Double> sums(Stratum stratum, RankingMetric metric) {
        TreeMap<String, Double> sums = new TreeMap<>();
        stratum.of(metric).forEach((ranking, sum) -> sums.put(ranking.label(), sum));
        return sums;
    }
}
