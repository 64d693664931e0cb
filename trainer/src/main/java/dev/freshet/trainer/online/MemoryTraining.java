package dev.freshet.trainer.online;

import dev.freshet.core.block.Block;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.evaluation.HeldVersions;
import dev.freshet.trainer.evaluation.Oracle;
import dev.freshet.trainer.publish.KeptVersion;
import dev.freshet.trainer.publish.Publisher;
import dev.freshet.trainer.publish.TrainedVersion;
import dev.freshet.trainer.stream.ExampleStream;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Online training of a new model whose versions stay in memory. Not thread-safe. */
public final class MemoryTraining implements AutoCloseable {

    private final HeldVersions<ServingModel> versions;
    private final OnlineTrainer trainer;

    /** @param publisher receives each version, the first with the evaluations before it */
    public MemoryTraining(TrainerConfig config, Publisher publisher) {
        versions = new HeldVersions<>(config.versionsKept(), ServingModel::close);
        TrainedVersion first = FirstVersion.of(config);
        KeptVersion kept = new KeptVersion(
                first.version(), first.mergedTime(), first.beginning(), first.offsets(), first.modelBlocks());
        trainer = TrainerRestore.from(
                config, List.of(kept), first.trainerBlocks(), versions, publisher, new Quarantine(), Oracle.NONE);
    }

    /**
     * Evaluates, trains and publishes until the stream returns no record.
     *
     * @throws DivergenceException when a batch diverges; this training cannot continue then
     */
    public void run(ExampleStream stream, BooleanSupplier stop, Consumer<TrainerProgress> progress) {
        trainer.run(stream, stop, progress);
    }

    /** Trains on the open batch at the end of the log and publishes. */
    public void drain() {
        trainer.drain();
    }

    /** The published versions that it holds to evaluate; retired when it is closed. */
    public HeldVersions<ServingModel> versions() {
        return versions;
    }

    /** Steps taken so far. */
    public long steps() {
        return trainer.model().steps();
    }

    /** Products with a row. */
    public int products() {
        return trainer.model().items().size();
    }

    /** The model as it is now, published or not; without statistics. */
    public List<Block> weights() {
        return trainer.model().modelBlocks();
    }

    @Override
    public void close() {
        trainer.close();
    }
}
