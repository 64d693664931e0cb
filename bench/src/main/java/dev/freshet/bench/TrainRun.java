package dev.freshet.bench;

import dev.freshet.bench.batch.BatchRules;
import dev.freshet.bench.batch.FlatBatch;
import dev.freshet.bench.batch.Scenario;
import dev.freshet.bench.batch.Unflatten;
import dev.freshet.bench.process.ProcessStatus;
import dev.freshet.core.example.Example;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.model.training.TrainableModel;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Measures a scenario in the current process. */
final class TrainRun {

    private static final double RATE = 1e-4;
    private static final double DECAY = 0.01;

    private TrainRun() {}

    /**
     * Checks the steps and the losses, then measures the steps.
     *
     * @param steps to measure; 0 for the scenario's default
     * @param progress receives the number of each step taken
     */
    static Measurement measure(Scenario scenario, List<FlatBatch> batches, int steps, IntConsumer progress) {
        double rssAfterImport;
        try (TrainableModel empty = TrainableModel.initial(
                scenario.model(), new LossWeights(0, 0, 1), new OptimizerConfig(RATE, DECAY, 0))) {
            rssAfterImport = ProcessStatus.now().rssMb(); // the engine is loaded
        }
        LearningCheck.require(batches, scenario);
        try (TrainableModel model = model(scenario)) {
            LossCheck.require(model, batches, scenario);
            List<List<Example>> examples =
                    batches.stream().map(Unflatten::examples).toList();
            for (int i = 0; i < scenario.warmUp(); i++) {
                model.step(examples.get(i % examples.size()));
            }
            StepTimes clock = new StepTimes(scenario, batches);
            int count = steps > 0 ? steps : scenario.steps();
            for (int i = 0; i < count; i++) {
                int index = i % examples.size();
                clock.time(index, () -> model.step(examples.get(index)));
                progress.accept(i + 1);
            }
            return clock.summary(rssAfterImport);
        }
    }

    /** A model as large as the reference's: every product and source has a row from the start. */
    static TrainableModel model(Scenario scenario) {
        return model(scenario, scenario.model(), RATE);
    }

    /** The same model without dropout. */
    static TrainableModel undropped(Scenario scenario) {
        return model(scenario, scenario.undropped(), RATE);
    }

    static TrainableModel model(Scenario scenario, ModelConfig config, double rate) {
        TrainableModel model = TrainableModel.initial(config, scenario.losses(), new OptimizerConfig(rate, DECAY, 0));
        model.admit(ids(BatchRules.PRODUCTS), ids(BatchRules.SOURCES));
        return model;
    }

    private static List<String> ids(int rows) {
        return IntStream.range(0, rows).mapToObj(Unflatten::id).toList();
    }
}
