package dev.freshet.trainer.online;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.TrainerSettings;
import dev.freshet.trainer.evaluation.GroupEvaluation;
import dev.freshet.trainer.evaluation.HeldVersions;
import dev.freshet.trainer.evaluation.MetricsAccumulator;
import dev.freshet.trainer.evaluation.NanScoreException;
import dev.freshet.trainer.evaluation.Oracle;
import dev.freshet.trainer.evaluation.PrequentialEvaluator;
import dev.freshet.trainer.evaluation.ServingVersion;
import dev.freshet.trainer.stream.StreamPosition;
import java.util.Optional;

/** Evaluates the groups of an example before the model trains on them. Adds the results to the state's window. */
final class EvaluationStage {

    private final StreamState state;
    private final PrequentialEvaluator evaluator;

    EvaluationStage(StreamState state, HeldVersions<ServingModel> held, Oracle oracle) {
        this.state = state;
        evaluator = new PrequentialEvaluator(
                time -> held.servingAt(time).map(m -> new ServingVersion(m.version(), m::score)), state.carts, oracle);
    }

    void evaluate(Example example, StreamPosition position) {
        state.carts.count(example);
        MetricsAccumulator metrics = state.window().metrics;
        for (ExampleGroup group : example.groups()) {
            Optional<GroupEvaluation> evaluation = evaluate(example, group);
            metrics.evaluated(group, evaluation);
            evaluation.ifPresent(e -> metrics.evaluatingVersions.count(
                    e.version(), group.timestamp(), position.partition(), position.offset()));
        }
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
