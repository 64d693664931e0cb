package dev.freshet.bench;

import ai.djl.ndarray.NDManager;
import dev.freshet.bench.batch.FlatBatch;
import dev.freshet.bench.batch.Scenario;
import dev.freshet.bench.batch.Unflatten;
import dev.freshet.bench.process.ProcessStatus;
import dev.freshet.core.example.Example;
import dev.freshet.model.training.TrainableModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Takes many steps and samples the memory of the process. */
final class MemoryRun {

    private static final int SAMPLES = 20;

    private MemoryRun() {}

    /** Samples after the warm-up, at equal distances, and after the last step. */
    static MemoryReport measure(Scenario scenario, List<FlatBatch> batches, int steps, IntConsumer progress) {
        List<List<Example>> examples = batches.stream().map(Unflatten::examples).toList();
        List<MemoryReport.Sample> samples = new ArrayList<>();
        int warmUp = Math.max(scenario.warmUp(), examples.size());
        int every = Math.max(1, steps / SAMPLES);
        LearningCheck.require(batches, scenario);
        try (TrainableModel model = TrainRun.model(scenario)) {
            LossCheck.require(model, batches, scenario);
            for (int i = 0; i < warmUp; i++) {
                model.step(examples.get(i % examples.size()));
            }
            samples.add(sample(0));
            for (int i = 1; i <= steps; i++) {
                model.step(examples.get(i % examples.size()));
                progress.accept(i);
                if (i % every == 0 || i == steps) {
                    samples.add(sample(i));
                }
            }
        }
        return new MemoryReport(
                scenario.label(), steps, samples, ProcessStatus.now().peakMb());
    }

    private static MemoryReport.Sample sample(int step) {
        return new MemoryReport.Sample(step, arrays(), ProcessStatus.now().rssMb());
    }

    /** Number of tensors that any manager of the process holds. */
    private static int arrays() {
        try (NDManager manager = NDManager.newBaseManager()) {
            return manager.getParentManager().getManagedArrays().size();
        }
    }
}
