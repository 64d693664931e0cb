package dev.freshet.trainer.experiment;

import dev.freshet.core.example.Example;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.online.TrainerRestore;
import dev.freshet.trainer.publish.TrainedVersion;
import java.util.List;

/** A frozen version that is trained on with old data: what more steps are worth without fresh data. Not thread-safe. */
final class Placebo implements AutoCloseable {

    private final TrainableModel model;
    private final List<List<Example>> batches;
    private int next;

    /** @param batches from before the version, oldest first; not empty */
    Placebo(TrainerConfig config, TrainedVersion frozen, List<List<Example>> batches) {
        this.model = TrainerRestore.model(config, frozen);
        this.batches = List.copyOf(batches);
    }

    /**
     * Trains until as many steps are taken, and returns a version.
     *
     * @throws dev.freshet.model.loss.NonFiniteLossException when a batch diverges
     */
    ServingModel trained(long steps) {
        while (model.steps() < steps) {
            model.step(batches.get(next));
            next = (next + 1) % batches.size();
        }
        return ServingModel.load(model.steps(), model.modelBlocks(), StatisticsSnapshot.EMPTY);
    }

    @Override
    public void close() {
        model.close();
    }
}
