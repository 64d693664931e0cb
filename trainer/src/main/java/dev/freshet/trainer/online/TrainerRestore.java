package dev.freshet.trainer.online;

import dev.freshet.model.checkpoint.Block;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.evaluation.HeldVersions;
import dev.freshet.trainer.evaluation.Oracle;
import dev.freshet.trainer.publish.KeptVersion;
import dev.freshet.trainer.publish.PublishEstimate;
import dev.freshet.trainer.publish.Publisher;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where a trainer begins: at nothing, or at the newest published version with everything it then knew. */
public final class TrainerRestore {

    private TrainerRestore() {}

    /**
     * A trainer that goes on from the newest version, bit for bit.
     *
     * @param kept versions that are still whole, oldest first; none for a new model
     * @param trainerBlocks optimizer and trainer state of the newest
     * @param quarantine batches to pass over
     */
    public static OnlineTrainer from(
            TrainerConfig config,
            List<KeptVersion> kept,
            List<Block> trainerBlocks,
            Publisher publisher,
            Quarantine quarantine,
            Oracle oracle) {
        HeldVersions<ServingModel> held = new HeldVersions<>(config.versionsKept(), ServingModel::close);
        try {
            return from(config, kept, trainerBlocks, held, publisher, quarantine, oracle);
        } catch (RuntimeException | Error e) {
            held.clear();
            throw e;
        }
    }

    private static OnlineTrainer from(
            TrainerConfig config,
            List<KeptVersion> kept,
            List<Block> trainerBlocks,
            HeldVersions<ServingModel> held,
            Publisher publisher,
            Quarantine quarantine,
            Oracle oracle) {
        for (KeptVersion version : kept) {
            held.add(version.watermark(), ServingModel.load(version.version(), version.modelBlocks()));
        }
        if (kept.isEmpty()) {
            TrainableModel model = TrainableModel.initial(
                    config.modelConfig(), config.lossWeights(), config.optimizerConfig(), config.device());
            StreamState state = StreamState.initial(config.recencyWindow());
            return trainer(config, model, state, held, publisher, quarantine, oracle);
        }
        KeptVersion newest = kept.get(kept.size() - 1);
        StreamState state = StreamState.restore(
                config.recencyWindow(),
                trainerBlocks.stream().filter(StateBlocks::owns).toList(),
                newest.offsets(),
                newest.watermark(),
                newest.version());
        TrainableModel model = TrainableModel.restore(
                config.modelConfig(),
                config.lossWeights(),
                config.optimizerConfig(),
                newest.modelBlocks(),
                trainerBlocks.stream().filter(Predicate.not(StateBlocks::owns)).toList(),
                config.device());
        return trainer(config, model, state, held, publisher, quarantine, oracle);
    }

    /** Unless its versions are too large to publish. */
    private static OnlineTrainer trainer(
            TrainerConfig config,
            TrainableModel model,
            StreamState state,
            HeldVersions<ServingModel> held,
            Publisher publisher,
            Quarantine quarantine,
            Oracle oracle) {
        try {
            PublishEstimate.require(
                    config,
                    Stream.of(
                                    model.modelBlocks(),
                                    model.optimizerBlocks(),
                                    StateBlocks.encode(state.total, state.carts))
                            .flatMap(List::stream)
                            .toList());
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
        return new OnlineTrainer(config, model, state, held, publisher, quarantine, oracle);
    }

    /** Offsets at which a trainer goes on, by partition. */
    static Map<Integer, Long> offsets(List<KeptVersion> kept) {
        return kept.isEmpty() ? Map.of() : kept.get(kept.size() - 1).offsets();
    }
}
