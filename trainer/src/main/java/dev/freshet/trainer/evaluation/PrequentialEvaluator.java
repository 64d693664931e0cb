package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Evaluates request groups before the model trains on them. It compares the published version that could have served a
 * request with rankings that use only events before the request. All rank the same groups and start from the same order
 * of candidates.
 */
public final class PrequentialEvaluator {

    private final LongFunction<Optional<ServingVersion>> servingAt;
    private final CartCounts carts;
    private final Oracle oracle;
    private final boolean extra;

    /**
     * @param servingAt the newest published version whose watermark is at or before a time
     * @param carts cart additions in the stream so far
     * @param extra whether to rank by the parts of the model too
     */
    public PrequentialEvaluator(
            LongFunction<Optional<ServingVersion>> servingAt, CartCounts carts, Oracle oracle, boolean extra) {
        this.servingAt = servingAt;
        this.carts = carts;
        this.oracle = oracle;
        this.extra = extra;
    }

    /**
     * Evaluates a group.
     *
     * @return empty when no version could have served the group, or when the baselines' counts at its date are folded
     * @throws NanScoreException when the version scores NaN
     */
    public Optional<GroupEvaluation> evaluate(Example example, ExampleGroup group) {
        long time = group.timestamp();
        Optional<ServingVersion> model = carts.covers(time) ? servingAt.apply(time) : Optional.empty();
        return model.map(version -> evaluate(version, example.history().subList(0, group.stateIndex() + 1), group));
    }

    private GroupEvaluation evaluate(ServingVersion model, List<HistoryEvent> window, ExampleGroup group) {
        long time = group.timestamp();
        Map<Ranking, Double> ndcg = Rankings.ndcg(
                group,
                window,
                model.scorer(),
                id -> carts.before(id, time),
                id -> carts.recently(id, time),
                oracle,
                extra);
        return new GroupEvaluation(model.version(), group.stateIndex() < 0 ? "cold" : "warm", ndcg);
    }
}
