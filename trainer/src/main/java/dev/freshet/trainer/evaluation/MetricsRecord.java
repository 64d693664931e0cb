package dev.freshet.trainer.evaluation;

import dev.freshet.schemas.JudgedStratum;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.trainer.publish.TrainedVersion;
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
        TreeMap<String, Double> sums = new TreeMap<>();
        stratum.ndcg10().forEach((ranking, sum) -> sums.put(ranking.label(), sum));
        return JudgedStratum.newBuilder()
                .setGroups(stratum.groups())
                .setNdcg10(sums)
                .build();
    }
}
