package dev.freshet.trainer;

import dev.freshet.schemas.JudgedStratum;
import dev.freshet.schemas.TrainingMetrics;
import java.util.TreeMap;

/** A window's {@link Tally} as its record in topic training-metrics. */
final class MetricsRecord {

    private MetricsRecord() {}

    static TrainingMetrics of(String model, Publication publication) {
        Tally window = publication.window();
        TreeMap<String, JudgedStratum> strata = new TreeMap<>();
        window.strata.forEach((name, stratum) -> strata.put(name, stratum(stratum)));
        return TrainingMetrics.newBuilder()
                .setModel(model)
                .setVersion(publication.version())
                .setWatermark(publication.watermark())
                .setStrata(strata)
                .setUnjudged(window.unjudged)
                .setGroups(window.groups)
                .setHoldout(window.holdout)
                .setTrainedGroups(window.trainedGroups)
                .setTrainedTargets(window.trainedTargets)
                .setSteps(window.steps)
                .setLosses(new TreeMap<>(window.losses))
                .build();
    }

    private static JudgedStratum stratum(Stratum stratum) {
        TreeMap<String, Double> sums = new TreeMap<>();
        for (Ranking ranking : Ranking.values()) {
            sums.put(ranking.label(), stratum.ndcg10()[ranking.ordinal()]);
        }
        return JudgedStratum.newBuilder()
                .setGroups(stratum.groups())
                .setNdcg10(sums)
                .build();
    }
}
