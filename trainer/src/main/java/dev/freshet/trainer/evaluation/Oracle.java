package dev.freshet.trainer.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * Knows how a request's products should have been ranked, as only a simulated shop can. It is evaluated beside the model
 * and never trained on.
 */
@FunctionalInterface
public interface Oracle {

    /** No oracle: the results have no such ranking. */
    Oracle NONE = (requestId, productIds) -> Optional.empty();

    /**
     * Scores products shown together. It answers every request or none, so that its mean covers the same groups as the
     * means of the other rankings.
     *
     * @return one score a product, higher is better; empty when there is no oracle
     */
    Optional<float[]> score(String requestId, List<String> productIds);
}
