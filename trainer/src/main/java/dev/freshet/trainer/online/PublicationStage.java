package dev.freshet.trainer.online;

import dev.freshet.core.block.Block;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.schemas.QuarantineReason;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.evaluation.FiniteScoreCheck;
import dev.freshet.trainer.evaluation.HeldVersions;
import dev.freshet.trainer.publish.Publisher;
import dev.freshet.trainer.publish.TrainedVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Publishes the weights after the newest step as a version, and begins a new window. Owns the model and its versions. */
final class PublicationStage implements AutoCloseable {

    private final TrainableModel model;
    private final StreamState state;
    private final HeldVersions<ServingModel> held;
    private final Publisher publisher;
    private final Quarantine quarantine;

    /** How long after the first version one is frozen; empty when none is. */
    private final Optional<Duration> freezeAfter;

    /** Digest of the newest version; empty before the first. */
    private String digest;

    PublicationStage(
            TrainableModel model,
            StreamState state,
            HeldVersions<ServingModel> held,
            Publisher publisher,
            Quarantine quarantine,
            Optional<Duration> freezeAfter) {
        this.model = model;
        this.state = state;
        this.held = held;
        this.publisher = publisher;
        this.quarantine = quarantine;
        this.freezeAfter = freezeAfter;
        digest = state.version() < 0 ? "" : model.digest();
    }

    /**
     * Publishes a version. The window must have at least one step.
     *
     * @throws DivergenceException naming the batch of the newest step, when the weights score NaN or infinity
     */
    void publish() {
        VersionWindow window = state.window();
        List<Block> modelBlocks = model.modelBlocks();
        StatisticsSnapshot statistics = state.statistics.snapshot();
        ServingModel serving = ServingModel.load(model.steps(), modelBlocks, statistics);
        if (!FiniteScoreCheck.passes(serving, window.lastBatch())) {
            serving.close();
            throw state.diverged(
                    model.steps(), window.lastBatch(), QuarantineReason.WEIGHTS_NOT_FINITE, window.lastLosses());
        }
        state.total.add(window.metrics);
        freezeAfter.ifPresent(after -> state.freeze(model.steps(), after));
        List<Block> blocks = Stream.concat(modelBlocks.stream(), StatisticsBlocks.write(statistics).stream())
                .toList();
        TrainedVersion next = version(blocks, window);
        publisher.publish(next);
        held.add(next.watermark(), next.statisticsUntil(), serving);
        if (state.frozenVersion() == model.steps()) {
            held.freeze();
        }
        state.published(model.steps());
        quarantine.published();
        digest = BlockDigest.of(modelBlocks);
    }

    private TrainedVersion version(List<Block> modelBlocks, VersionWindow window) {
        return new TrainedVersion(
                model.steps(),
                state.version(),
                state.mergedTime(),
                state.beginning(),
                state.offsets(),
                modelBlocks,
                Stream.concat(model.optimizerBlocks().stream(), state.blocks().stream())
                        .toList(),
                model.items().size(),
                model.contexts().size(),
                state.total.examples(),
                state.frozenVersion(),
                List.copyOf(window.skipped),
                window.metrics);
    }

    TrainerProgress progress() {
        return state.progress(model.steps(), digest);
    }

    @Override
    public void close() {
        held.clear();
        model.close();
    }
}
