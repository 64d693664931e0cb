package dev.freshet.trainer.evaluation;

import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.serving.PageLogits;
import java.util.List;

/** How a model version ranks: one logit a candidate, higher is better. */
@FunctionalInterface
public interface Scorer {

    /**
     * Logits of products shown together.
     *
     * @param window the customer's events that the model may see, oldest first; empty for a cold start
     * @param sourceType source of the request; null when unknown
     * @param candidates distinct products
     * @param time of the request, epoch milliseconds
     */
    PageLogits logits(List<HistoryEvent> window, String sourceType, List<String> candidates, long time);
}
