package dev.freshet.trainer.online;

import dev.freshet.core.block.Block;
import dev.freshet.core.example.LiveStatistics;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.evaluation.HeldVersions;
import dev.freshet.trainer.evaluation.Oracle;
import dev.freshet.trainer.publish.KeptVersion;
import dev.freshet.trainer.publish.PublishEstimate;
import dev.freshet.trainer.publish.Publisher;
import dev.freshet.trainer.publish.TrainedVersion;
import dev.freshet.trainer.state.TrainerStatistics;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Builds a trainer: a new one, or one that continues from the newest published version, bit for bit. */
public final class TrainerRestore {

    private TrainerRestore() {}

    /**
     * A trainer that continues from the newest version.
     *
     * @param kept versions that are still whole, oldest first; none for a new model
     * @param trainerBlocks optimizer and trainer state of the newest
     * @param quarantine batches to skip
     */
    public static OnlineTrainer from(
            TrainerConfig config,
            List<KeptVersion> kept,
            List<Block> trainerBlocks,
            Publisher publisher,
            Quarantine quarantine,
            Oracle oracle) {
        HeldVersions<ServingModel> held = new HeldVersions<>(config.versionsKept(), ServingModel::close);
        return from(config, kept, trainerBlocks, held, publisher, quarantine, oracle);
    }

    /** @param held receives the kept versions, and then each one that is published; the trainer clears it */
    static OnlineTrainer from(
            TrainerConfig config,
            List<KeptVersion> kept,
            List<Block> trainerBlocks,
            HeldVersions<ServingModel> held,
            Publisher publisher,
            Quarantine quarantine,
            Oracle oracle) {
        try {
            List<Block> stateBlocks =
                    trainerBlocks.stream().filter(TrainerRestore::isState).toList();
            StatisticsSnapshot statistics = hold(kept, frozen(stateBlocks), held);
            StreamState state = state(config, kept, statistics, stateBlocks);
            if (state.frozenVersion() >= 0 && held.frozen().isEmpty()) {
                state.thaw();
            }
            TrainableModel model = model(config, kept, trainerBlocks);
            try {
                requirePublishable(config, model, state);
                return new OnlineTrainer(config, model, state, held, publisher, quarantine, oracle);
            } catch (RuntimeException e) {
                model.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            held.clear();
            throw e;
        }
    }

    /** The version that ranking frozen uses, which is kept even when that is not evaluated now; -1 for none. */
    private static long frozen(List<Block> stateBlocks) {
        return stateBlocks.isEmpty() ? -1 : StateBlocks.decode(stateBlocks, TrainerStatistics::getFrozenVersion);
    }

    /** Loads the versions; their statistics share what is equal. Returns those of the newest. */
    private static StatisticsSnapshot hold(List<KeptVersion> kept, long frozen, HeldVersions<ServingModel> held) {
        StatisticsSnapshot statistics = StatisticsSnapshot.EMPTY;
        BlockSource before = new BlockSource(List.of());
        for (KeptVersion version : kept) {
            BlockSource blocks = new BlockSource(version.modelBlocks());
            statistics = StatisticsBlocks.read(blocks, before, statistics);
            held.add(
                    version.watermark(),
                    version.statisticsUntil(),
                    ServingModel.load(version.version(), version.modelBlocks(), statistics));
            if (version.version() == frozen) {
                held.freeze();
            }
            before = blocks;
        }
        return statistics;
    }

    private static StreamState state(
            TrainerConfig config, List<KeptVersion> kept, StatisticsSnapshot statistics, List<Block> stateBlocks) {
        LiveStatistics live = new LiveStatistics(config.statistics(), statistics);
        if (kept.isEmpty()) {
            return StreamState.initial(config.evaluationReach(), live, rehearsal(config));
        }
        KeptVersion newest = kept.get(kept.size() - 1);
        StreamState state = StreamState.restore(
                config.evaluationReach(),
                live,
                rehearsal(config),
                stateBlocks,
                newest.offsets(),
                newest.mergedTime(),
                newest.version());
        state.beganWith(newest.beginning());
        return state;
    }

    /** Whether a block is of the trainer's state and not of its optimizer. */
    private static boolean isState(Block block) {
        return StateBlocks.owns(block) || RehearsalBlocks.owns(block);
    }

    /** An empty buffer. */
    static RehearsalBuffer rehearsal(TrainerConfig config) {
        return new RehearsalBuffer(
                config.modelConfig().term(), config.modelConfig().seed(), config.rehearsalGroups());
    }

    /** The model of a version, to be trained further apart from the one that published it. */
    public static TrainableModel model(TrainerConfig config, TrainedVersion version) {
        return restored(config, version.modelBlocks(), version.trainerBlocks());
    }

    private static TrainableModel model(TrainerConfig config, List<KeptVersion> kept, List<Block> trainerBlocks) {
        if (kept.isEmpty()) {
            return TrainableModel.initial(
                    config.modelConfig(), config.lossWeights(), config.optimizerConfig(), config.device());
        }
        return restored(config, kept.get(kept.size() - 1).modelBlocks(), trainerBlocks);
    }

    private static TrainableModel restored(TrainerConfig config, List<Block> modelBlocks, List<Block> trainerBlocks) {
        return TrainableModel.restore(
                config.modelConfig(),
                config.lossWeights(),
                config.optimizerConfig(),
                modelBlocks,
                trainerBlocks.stream()
                        .filter(Predicate.not(TrainerRestore::isState))
                        .toList(),
                config.device());
    }

    /** Fails at start, not at the first publication, when versions are too large to publish. */
    private static void requirePublishable(TrainerConfig config, TrainableModel model, StreamState state) {
        PublishEstimate.require(
                config,
                Stream.of(
                                model.modelBlocks(),
                                StatisticsBlocks.write(state.statistics.snapshot()),
                                model.optimizerBlocks(),
                                state.blocks())
                        .flatMap(List::stream)
                        .toList());
    }
}
