package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.Example;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.stream.TrainingBatch;
import java.util.List;

/** Whether a version can rank before it is published: losses tell of the weights before a step, not after it. */
public final class FiniteScoreCheck {

    private FiniteScoreCheck() {}

    /** Whether it scores what the batch was learned from, with and without a history, as numbers. */
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
