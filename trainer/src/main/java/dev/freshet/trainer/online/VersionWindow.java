package dev.freshet.trainer.online;

import dev.freshet.model.loss.Losses;
import dev.freshet.trainer.evaluation.MetricsAccumulator;
import dev.freshet.trainer.stream.TrainingBatch;
import java.util.ArrayList;
import java.util.List;

/** What happened since the newest version; the next version records it. Not thread-safe. */
final class VersionWindow {

    final MetricsAccumulator metrics = new MetricsAccumulator();

    /** Quarantined batches that were skipped. */
    final List<DivergedBatch> skipped = new ArrayList<>();

    private TrainingBatch lastBatch;
    private Losses lastLosses;

    /** Records a step of the model. */
    void trained(TrainingBatch batch, Losses losses) {
        metrics.trained(losses);
        lastBatch = batch;
        lastLosses = losses;
    }

    boolean hasSteps() {
        return metrics.steps > 0;
    }

    /** The batch of the newest step; null before the first. */
    TrainingBatch lastBatch() {
        return lastBatch;
    }

    /** The losses of the newest step; null before the first. */
    Losses lastLosses() {
        return lastLosses;
    }
}
