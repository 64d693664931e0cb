package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.Example;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.stream.TrainingBatch;
import java.util.List;

/** Checks before publication that a version can rank. A step's losses are those of the weights before it, not after. */
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
        for (float score : model.score(window, null, products)) {
            if (!Float.isFinite(score)) {
                return false;
            }
        }
        return true;
    }
}
