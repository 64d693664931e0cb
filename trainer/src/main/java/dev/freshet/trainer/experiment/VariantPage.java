package dev.freshet.trainer.experiment;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.metric.RankingMetric;
import dev.freshet.model.training.TermEnsemble;
import dev.freshet.trainer.evaluation.CandidateOrder;
import java.util.List;

/**
 * A request group as the variants see it.
 *
 * @param order its products, in the order in which all rankings get them
 * @param window the customer's events before it
 * @param live its features with everything
 * @param page its features and network logits for each term
 */
record VariantPage(
        ExampleGroup group,
        CandidateOrder order,
        List<HistoryEvent> window,
        PageFeatures live,
        TermEnsemble.Page page) {

    /** NDCG@10 of a ranking by logits of the products in order; NaN when one of them is not finite. */
    double ndcg10(float[] logits) {
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                return Double.NaN;
            }
        }
        return RankingMetric.NDCG10.of(logits, page.labels());
    }
}
