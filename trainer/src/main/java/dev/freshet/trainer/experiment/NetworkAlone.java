package dev.freshet.trainer.experiment;

import dev.freshet.core.metric.RankingMetric;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.evaluation.EvaluatedExample;
import dev.freshet.trainer.evaluation.Ranking;
import dev.freshet.trainer.online.DivergenceException;
import dev.freshet.trainer.online.MemoryTraining;
import dev.freshet.trainer.stream.PartitionRecord;
import dev.freshet.trainer.stream.StreamContent;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A model without a feature term, trained as the whole model is. The experiment goes on without it when it diverges. */
final class NetworkAlone implements AutoCloseable {

    private static final Variant VARIANT = new Variant(Question.PARTS, "network alone");

    private final ExperimentResults results;
    private final MemoryTraining training;

    NetworkAlone(TrainerConfig config, ExperimentResults results) {
        this.results = results;
        training = new MemoryTraining(
                config, version -> version.window().evaluatedGroups.forEach(this::add));
    }

    private void add(EvaluatedExample evaluated) {
        double ndcg10 =
                evaluated.evaluation().metrics().get(RankingMetric.NDCG10).get(Ranking.MODEL);
        results.add(evaluated.userId(), evaluated.group(), VARIANT, ndcg10);
    }

    void run(List<PartitionRecord<StreamContent>> records) {
        Iterator<PartitionRecord<StreamContent>> left = records.iterator();
        unlessDiverged(() -> training.run(
                () -> left.hasNext() ? Optional.of(left.next()) : Optional.empty(), () -> false, progress -> {}));
    }

    void drain() {
        unlessDiverged(training::drain);
    }

    private void unlessDiverged(Runnable work) {
        if (results.isDropped(VARIANT)) {
            return;
        }
        try {
            work.run();
        } catch (DivergenceException e) {
            results.drop(VARIANT, "it diverged (" + e.getMessage() + "); lower learning.rate");
        }
    }

    @Override
    public void close() {
        training.close();
    }
}
