package dev.freshet.trainer.evaluation;

import dev.freshet.core.baseline.PastCounts;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Evaluates request groups before the model trains on them. It compares the published version that could have served a
 * request, with the history that it would have got, with rankings that use only events before the request. All rank the
 * same groups and start from the same order of candidates.
 */
public final class PrequentialEvaluator {

    /**
     * The versions that evaluate.
     *
     * @param servingAt the newest published version whose watermark is at or before a time
     * @param frozen given a version, the frozen one if it is older; empty where the version itself ranks
     * @param extra whether to rank by the parts of the model and by the frozen version too
     */
    public record Versions(
            LongFunction<Optional<ServingVersion>> servingAt, LongFunction<Optional<Scorer>> frozen, boolean extra) {}

    private final Versions versions;
    private final Baselines baselines;
    private final Oracle oracle;

    public PrequentialEvaluator(Versions versions, Baselines baselines, Oracle oracle) {
        this.versions = versions;
        this.baselines = baselines;
        this.oracle = oracle;
    }

    /**
     * Evaluates a group; then the baselines learn from it.
     *
     * @return empty when no version could have served the group, or when the baselines' counts do not reach back to it
     * @throws NanScoreException when the version scores NaN
     */
    public Optional<GroupEvaluation> evaluate(Example example, ExampleGroup group) {
        long time = group.timestamp();
        List<HistoryEvent> window = group.servedWindow(example.history());
        Optional<ServingVersion> model =
                baselines.covers(time) ? versions.servingAt().apply(time) : Optional.empty();
        PastCounts counts = baselines.counts(group);
        Optional<GroupEvaluation> evaluation = model.map(version -> evaluate(version, window, group, counts));
        baselines.learn(group, window, counts);
        return evaluation;
    }

    private GroupEvaluation evaluate(
            ServingVersion model, List<HistoryEvent> window, ExampleGroup group, PastCounts counts) {
        Rankings rankings = new Rankings(group, window).model(model.scorer(), versions.extra());
        if (versions.extra()) {
            rankings.frozen(versions.frozen().apply(model.version()).orElse(null));
        }
        baselines.rank(rankings, group, window, counts);
        rankings.oracle(oracle);
        return new GroupEvaluation(model.version(), Stratum.of(group, !window.isEmpty()), rankings.evaluate());
    }
}
