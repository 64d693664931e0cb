package dev.freshet.trainer.online;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.TrainerSettings;
import dev.freshet.trainer.evaluation.EvaluatedExample;
import dev.freshet.trainer.evaluation.GroupEvaluation;
import dev.freshet.trainer.evaluation.HeldVersions;
import dev.freshet.trainer.evaluation.MetricsAccumulator;
import dev.freshet.trainer.evaluation.NanScoreException;
import dev.freshet.trainer.evaluation.Oracle;
import dev.freshet.trainer.evaluation.PrequentialEvaluator;
import dev.freshet.trainer.evaluation.ServingVersion;
import dev.freshet.trainer.stream.StreamPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates the groups of an example before the model trains on them. Adds the results to the state's window. */
final class EvaluationStage {

    private final StreamState state;
    private final HeldVersions<ServingModel> held;
    private final PrequentialEvaluator evaluator;
    private final boolean hasTerm;

    EvaluationStage(TrainerConfig config, StreamState state, HeldVersions<ServingModel> held, Oracle oracle) {
        this.state = state;
        this.held = held;
        hasTerm = config.modelConfig().term() != TermKind.OFF;
        evaluator = new PrequentialEvaluator(
                new PrequentialEvaluator.Versions(
                        time -> held.servingAt(time).map(m -> new ServingVersion(m.version(), m::logits)),
                        version ->
                                held.frozen().filter(m -> m.version() < version).map(m -> m::logits),
                        config.evaluationExtra()),
                state.baselines,
                oracle);
    }

    /**
     * Adds the counts of an interval to the statistics, unless those that the model began with hold them.
     *
     * @param time of the record, epoch milliseconds
     */
    void count(IntervalCounts counts, long time) {
        if (!state.beginning().hasCounted(time)) {
            state.statistics.count(counts);
            state.baselines.count(counts);
        }
    }

    /**
     * Evaluates the groups and returns what the model is to train on, groups with their features. Groups from before the end
     * of the statistics that the model began with are neither evaluated nor returned: those statistics know their labels. An
     * example of that time is not trained on again.
     *
     * @param time of the record, epoch milliseconds
     */
    Example evaluate(Example example, StreamPosition position, long time) {
        MetricsAccumulator metrics = state.window().metrics;
        List<ExampleGroup> later = new ArrayList<>();
        for (ExampleGroup group : example.groups()) {
            if (state.beginning().isBeforeStatistics(group.timestamp())) {
                metrics.evaluated(group, Optional.empty());
            } else {
                later.add(group);
            }
        }
        if (state.beginning().hasCounted(time)) {
            return new Example(example.userId(), example.history(), List.of(), List.of());
        }
        state.statistics.count(example);
        return evaluate(
                new Example(example.userId(), example.history(), example.targets(), example.heldOut(), later),
                position,
                metrics);
    }

    private Example evaluate(Example example, StreamPosition position, MetricsAccumulator metrics) {
        for (ExampleGroup group : example.groups()) {
            Optional<GroupEvaluation> evaluation = evaluate(example, group);
            metrics.evaluated(group, evaluation);
            evaluation.ifPresent(e -> {
                metrics.evaluatedGroups.add(new EvaluatedExample(
                        example.userId(), group.servedWindow(example.history()).size(), group, e));
                metrics.evaluatingVersions.count(
                        e.version(), group.timestamp(), position.partition(), position.offset());
            });
        }
        return hasTerm ? withFeatures(example) : example;
    }

    private Example withFeatures(Example example) {
        return new Example(
                example.userId(),
                example.history(),
                example.targets(),
                example.heldOut(),
                example.groups().stream()
                        .map(group -> group.holdout() ? group : group.with(VersionFeatures.of(held, example, group)))
                        .toList());
    }

    private Optional<GroupEvaluation> evaluate(Example example, ExampleGroup group) {
        try {
            return evaluator.evaluate(example, group);
        } catch (NanScoreException e) {
            throw new TrainerFailedException(
                    "version " + state.version() + " of the model, or one before it, is damaged: " + e.getMessage()
                            + ", with a lower " + TrainerSettings.LEARNING_RATE + " under a new "
                            + TrainerSettings.MODEL_NAME,
                    e);
        }
    }
}
