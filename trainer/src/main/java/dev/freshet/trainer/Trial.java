package dev.freshet.trainer;

import dev.freshet.core.Example;
import dev.freshet.core.HistoryEvent;
import dev.freshet.model.ServingModel;
import java.util.List;

/** Whether a version can rank before it is published: losses tell of the weights before a step, not after it. */
final class Trial {

    private Trial() {}

    /** Whether it scores what the batch was learned from, with and without a history, as numbers. */
    static boolean passes(ServingModel model, Batch batch) {
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
