package dev.freshet.trainer;

import dev.freshet.core.Example;
import dev.freshet.core.ExampleGroup;
import dev.freshet.model.Block;
import dev.freshet.model.Digest;
import dev.freshet.model.Losses;
import dev.freshet.model.NonFiniteLossException;
import dev.freshet.model.ServingModel;
import dev.freshet.model.TrainableModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The training loop: each record of the merged stream moves time on, is judged, then learned from in a batch; past each
 * multiple of the publish interval the step's weights become a version. Merged time moves, and may close a batch and
 * publish it, before the record that moved it is consumed. Not thread-safe.
 */
final class OnlineTrainer implements AutoCloseable {

    private final TrainableModel model;
    private final StreamState state;
    private final HeldVersions<ServingModel> held;
    private final Publisher publisher;
    private final Duration publishInterval;
    private final BatchCutter cutter;
    private final Judge judge;
    private Tally window = new Tally();
    private String digest;

    OnlineTrainer(
            TrainerConfig config,
            TrainableModel model,
            StreamState state,
            HeldVersions<ServingModel> held,
            Publisher publisher,
            Oracle oracle) {
        this.model = model;
        this.state = state;
        this.held = held;
        this.publisher = publisher;
        publishInterval = config.publishInterval();
        cutter = new BatchCutter(config.batchLimits());
        judge = new Judge(
                time -> held.servingAt(time).map(m -> new ServingVersion(m.version(), m::score)), state.carts, oracle);
        digest = state.version() < 0 ? "" : model.digest();
    }

    /**
     * Takes the next record of the merged stream, without a value when it only moves time.
     *
     * @return whether it led to a step
     */
    boolean accept(Arrival<Optional<Example>> record) {
        long before = model.steps();
        state.advance(record.time());
        cutter.advance(state.mergedTime()).ifPresent(this::learn);
        record.value().ifPresent(example -> judge(example, record.partition(), record.offset()));
        state.consumed(record.partition(), record.offset());
        record.value()
                .flatMap(example -> cutter.add(state.mergedTime(), example))
                .ifPresent(this::learn);
        return model.steps() > before;
    }

    /**
     * At the end of the log: learns the open batch and publishes. What was judged after the last step, when nothing was
     * left to learn, stays unpublished: the manifest's offsets end at that step, so a restart reads and judges it again,
     * once.
     */
    void drain() {
        cutter.close().ifPresent(this::learn);
        if (window.steps > 0) {
            publish();
        }
    }

    private void judge(Example example, int partition, long offset) {
        state.carts.count(example);
        for (ExampleGroup group : example.groups()) {
            Optional<Verdict> verdict = judge.judge(example, group);
            window.judged(group, verdict);
            verdict.ifPresent(v -> window.judging.count(v.version(), group.timestamp(), partition, offset));
        }
    }

    private void learn(Batch batch) {
        long before = model.steps();
        Losses losses = step(batch);
        if (model.steps() > before) {
            window.stepped(losses);
            if (state.isDue(publishInterval)) {
                publish();
            }
        }
    }

    private Losses step(Batch batch) {
        try {
            return model.step(batch.examples());
        } catch (NonFiniteLossException | IllegalArgumentException e) {
            throw new TrainerFailedException(
                    "batch of step " + (model.steps() + 1) + ", which ends before offsets " + state.offsets()
                            + " of training-examples: " + e.getMessage(),
                    e);
        }
    }

    private void publish() {
        state.total.add(window);
        List<Block> modelBlocks = model.modelBlocks();
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
                window));
        held.add(state.mergedTime(), ServingModel.load(model.steps(), modelBlocks));
        state.published(model.steps());
        window = new Tally();
        digest = Digest.of(modelBlocks);
    }

    Progress progress() {
        Tally tally = new Tally();
        tally.add(state.total);
        tally.add(window);
        return new Progress(
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
