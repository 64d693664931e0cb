package dev.freshet.trainer.online;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.model.checkpoint.Block;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.model.loss.Losses;
import dev.freshet.model.loss.NonFiniteLossException;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.schemas.QuarantineReason;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.TrainerSettings;
import dev.freshet.trainer.evaluation.FiniteScoreCheck;
import dev.freshet.trainer.evaluation.GroupEvaluation;
import dev.freshet.trainer.evaluation.HeldVersions;
import dev.freshet.trainer.evaluation.MetricsAccumulator;
import dev.freshet.trainer.evaluation.NanScoreException;
import dev.freshet.trainer.evaluation.Oracle;
import dev.freshet.trainer.evaluation.PrequentialEvaluator;
import dev.freshet.trainer.evaluation.ServingVersion;
import dev.freshet.trainer.publish.Publisher;
import dev.freshet.trainer.publish.TrainedVersion;
import dev.freshet.trainer.stream.BatchCutter;
import dev.freshet.trainer.stream.PartitionRecord;
import dev.freshet.trainer.stream.StreamPosition;
import dev.freshet.trainer.stream.TrainingBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The training loop: each record of the merged stream moves time on, is judged, then learned from in a batch; past each
 * multiple of the publish interval the step's weights become a version. Merged time moves, and may close a batch and
 * publish it, before the record that moved it is consumed. Not thread-safe.
 */
public final class OnlineTrainer implements AutoCloseable {

    private final TrainableModel model;
    private final StreamState state;
    private final HeldVersions<ServingModel> held;
    private final Publisher publisher;
    private final Quarantine quarantine;
    private final Duration publishInterval;
    private final double lossLimit;
    private final BatchCutter cutter;
    private final PrequentialEvaluator judge;
    private final List<DivergedBatch> passedOver = new ArrayList<>();
    /** Of the newest step; null before the first. */
    private TrainingBatch learned;

    private Losses lastLosses;
    private MetricsAccumulator window = new MetricsAccumulator();
    private String digest;

    OnlineTrainer(
            TrainerConfig config,
            TrainableModel model,
            StreamState state,
            HeldVersions<ServingModel> held,
            Publisher publisher,
            Quarantine quarantine,
            Oracle oracle) {
        this.model = model;
        this.state = state;
        this.held = held;
        this.publisher = publisher;
        this.quarantine = quarantine;
        lossLimit = config.lossLimit();
        publishInterval = config.publishInterval();
        cutter = new BatchCutter(config.batchLimits());
        judge = new PrequentialEvaluator(
                time -> held.servingAt(time).map(m -> new ServingVersion(m.version(), m::score)), state.carts, oracle);
        digest = state.version() < 0 ? "" : model.digest();
    }

    /**
     * Takes the next record of the merged stream, without a value when it only moves time.
     *
     * @return whether it led to a step
     * @throws DivergenceException when a batch diverged; this trainer is of no use then
     */
    boolean accept(PartitionRecord<Optional<Example>> record) {
        long before = model.steps();
        state.advance(record.time());
        cutter.advance(state.mergedTime()).ifPresent(this::learn);
        record.value().ifPresent(example -> judge(example, record.partition(), record.offset()));
        state.consumed(record.partition(), record.offset());
        record.value()
                .flatMap(example -> cutter.add(
                        state.mergedTime(), new StreamPosition(record.partition(), record.offset()), example))
                .ifPresent(this::learn);
        return model.steps() > before;
    }

    /**
     * At the end of the log: learns the open batch and publishes. What was judged or passed over after the last step, when
     * nothing was left to learn, stays unpublished: the manifest's offsets end at that step, so a restart reads it again
     * and judges it, or meets the same divergence, once.
     */
    void drain() {
        cutter.close().ifPresent(this::learn);
        if (window.steps > 0) {
            publish(learned);
        }
    }

    private void judge(Example example, int partition, long offset) {
        state.carts.count(example);
        for (ExampleGroup group : example.groups()) {
            Optional<GroupEvaluation> verdict = verdict(example, group);
            window.judged(group, verdict);
            verdict.ifPresent(v -> window.judging.count(v.version(), group.timestamp(), partition, offset));
        }
    }

    private Optional<GroupEvaluation> verdict(Example example, ExampleGroup group) {
        try {
            return judge.judge(example, group);
        } catch (NanScoreException e) {
            throw new TrainerFailedException(
                    "a version of the model is damaged, " + state.version() + " or one before it: " + e.getMessage()
                            + ", with a lower " + TrainerSettings.LEARNING_RATE + " under a new "
                            + TrainerSettings.MODEL_NAME,
                    e);
        }
    }

    private void learn(TrainingBatch batch) {
        Optional<DivergedBatch> known = quarantine.find(batch);
        if (known.isPresent()) {
            passedOver.add(known.get());
            return;
        }
        long before = model.steps();
        Losses losses = step(batch);
        if (model.steps() > before) {
            window.stepped(losses);
            learned = batch;
            lastLosses = losses;
            if (state.isDue(publishInterval)) {
                publish(batch);
            }
        }
    }

    private Losses step(TrainingBatch batch) {
        long step = model.steps() + 1;
        try {
            Losses losses = model.step(batch.examples());
            if (losses.total() > lossLimit) {
                throw diverged(step, batch, QuarantineReason.LOSS_ABOVE_LIMIT, losses);
            }
            return losses;
        } catch (NonFiniteLossException e) {
            QuarantineReason reason =
                    e.isOfGradient() ? QuarantineReason.GRADIENT_NOT_FINITE : QuarantineReason.LOSS_NOT_FINITE;
            throw diverged(step, batch, reason, e.losses());
        } catch (IllegalArgumentException e) {
            throw new TrainerFailedException(
                    "batch of step " + step + ", which ends before offsets " + state.offsets()
                            + " of training-examples: " + e.getMessage(),
                    e);
        }
    }

    private DivergenceException diverged(long step, TrainingBatch batch, QuarantineReason reason, Losses losses) {
        return new DivergenceException(new DivergedBatch(
                step, state.version(), state.mergedTime(), reason, losses.byName(), batch.positions()));
    }

    /** @param last the batch of the newest step: quarantined when the weights after it can rank nothing */
    private void publish(TrainingBatch last) {
        List<Block> modelBlocks = model.modelBlocks();
        ServingModel serving = ServingModel.load(model.steps(), modelBlocks);
        if (!FiniteScoreCheck.passes(serving, last)) {
            serving.close();
            throw diverged(model.steps(), last, QuarantineReason.WEIGHTS_NOT_FINITE, lastLosses);
        }
        state.total.add(window);
        List<Block> trainerBlocks = Stream.concat(
                        model.optimizerBlocks().stream(), StateBlocks.encode(state.total, state.carts).stream())
                .toList();
        publisher.publish(new TrainedVersion(
                model.steps(),
                state.version(),
                state.mergedTime(),
                state.offsets(),
                modelBlocks,
                trainerBlocks,
                model.items().size(),
                model.contexts().size(),
                state.total.examples(),
                List.copyOf(passedOver),
                window));
        held.add(state.mergedTime(), serving);
        state.published(model.steps());
        passedOver.clear();
        quarantine.published();
        window = new MetricsAccumulator();
        digest = BlockDigest.of(modelBlocks);
    }

    TrainerProgress progress() {
        MetricsAccumulator tally = new MetricsAccumulator();
        tally.add(state.total);
        tally.add(window);
        return new TrainerProgress(
                state.mergedTime(),
                state.offsets(),
                model.steps(),
                tally.examples(),
                tally.groups,
                tally.unjudged,
                state.version(),
                digest,
                tally.means());
    }

    @Override
    public void close() {
        held.clear();
        model.close();
    }
}
