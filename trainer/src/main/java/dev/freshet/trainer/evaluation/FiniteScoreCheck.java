package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.Example;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.stream.TrainingBatch;
import java.util.List;

/**
 * Checks before publication that a version's scores are finite. The losses of a step cannot show it, because they
 * belong to the weights before the step.
 */
public final class FiniteScoreCheck {

    private FiniteScoreCheck() {}

    /** Whether the model's scores on the batch's examples are finite. */
    public static boolean passes(ServingModel model, TrainingBatch batch) {
        return batch.examples().stream().allMatch(example -> passes(model, example));
    }

    private static boolean passes(ServingModel model, Example example) {
        int seen = example.targets().isEmpty()
                ? example.history().size()
                : example.targets().get(example.targets().size() - 1);
        List<HistoryEvent> window = example.history().subList(0, seen);
        List<String> products = example.groups().isEmpty()
                ? example.history().stream()
                        .map(HistoryEvent::productId)
                        .distinct()
                        .toList()
                : example.groups().get(0).productIds();
        long time = window.isEmpty() ? 0 : window.get(window.size() - 1).timestamp();
        for (float score : model.score(window, null, products, time)) {
            if (!Float.isFinite(score)) {
                return false;
            }
        }
        return true;
    }
}
