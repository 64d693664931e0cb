package dev.freshet.trainer.evaluation;

import dev.freshet.core.history.HistoryEvent;
import java.util.List;

/** How a model version ranks: one score a candidate, higher is better. */
@FunctionalInterface
public interface Scorer {

    /**
     * Scores products shown together.
     *
     * @param window the customer's events that the model may see, oldest first; empty for a cold start
     * @param sourceType source of the request; null when unknown
     * @param candidates distinct products
     */
    float[] score(List<HistoryEvent> window, String sourceType, List<String> candidates);
}
