package dev.freshet.trainer.online;

import dev.freshet.core.example.Example;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.evaluation.HeldVersions;
import dev.freshet.trainer.evaluation.Oracle;
import dev.freshet.trainer.publish.Publisher;
import dev.freshet.trainer.stream.BatchCutter;
import dev.freshet.trainer.stream.ExampleStream;
import dev.freshet.trainer.stream.PartitionRecord;
import dev.freshet.trainer.stream.StreamContent;
import dev.freshet.trainer.stream.TrainingBatch;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The online training loop: fetch, evaluate, train (forward, backward, optimizer step), publish. Not thread-safe. */
public final class OnlineTrainer implements AutoCloseable {

    private final TrainableModel model;
    private final StreamState state;
    private final BatchCutter batches;
    private final WindowCheck windows;
    private final EvaluationStage evaluation;
    private final TrainingStage training;
    private final PublicationStage publication;
    private final Duration publishInterval;

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
        batches = new BatchCutter(config.batchLimits());
        windows = new WindowCheck(config.modelConfig().maxLength());
        evaluation = new EvaluationStage(config, state, held, oracle);
        training = new TrainingStage(model, state, quarantine, config.lossLimit(), config.rehearsed());
        publication = new PublicationStage(model, state, held, publisher, quarantine, config.freezeAfter());
        publishInterval = config.publishInterval();
    }

    /**
     * Processes records until the stream returns none.
     *
     * @param stop ends the loop before the next record
     * @param progress receives the progress after each step, and at the end
     * @throws DivergenceException when a batch diverges; this trainer cannot continue then
     */
    void run(ExampleStream stream, BooleanSupplier stop, Consumer<TrainerProgress> progress) {
        while (!stop.getAsBoolean()) {
            Optional<PartitionRecord<StreamContent>> fetched = stream.fetch();
            if (fetched.isEmpty()) {
                break;
            }
            if (process(fetched.get())) {
                progress.accept(progress());
            }
        }
        progress.accept(progress());
    }

    /**
     * Merged time moves first. It may close a batch, which is then trained on and published with offsets that do not yet
     * include the record.
     *
     * @return whether the model took a step
     */
    private boolean process(PartitionRecord<StreamContent> record) {
        state.advance(record.time());
        boolean stepped = batches.advance(state.mergedTime()).map(this::train).orElse(false);
        Optional<TrainingBatch> full = Optional.empty();
        if (record.value() instanceof StreamContent.Counts counted) {
            evaluation.count(counted.counts(), record.time());
        } else if (record.value() instanceof StreamContent.Parts parts) {
            windows.check(parts.example(), record.position());
            Example evaluated = evaluation.evaluate(parts.example(), record.position(), record.time());
            full = batches.add(state.mergedTime(), record.position(), evaluated);
        }
        state.consumed(record.position());
        boolean steppedAgain = full.map(this::train).orElse(false);
        return stepped || steppedAgain;
    }

    private boolean train(TrainingBatch batch) {
        boolean stepped = training.train(batch);
        if (stepped && state.isDue(publishInterval)) {
            publication.publish();
        }
        return stepped;
    }

    /**
     * Trains on the open batch at the end of the log and publishes. Evaluations and skipped batches after the last step
     * stay unpublished. The manifest's offsets end at that step, so a restart reads those records again and counts them
     * once.
     */
    void drain() {
        batches.close().ifPresent(this::train);
        if (state.window().hasSteps()) {
            publication.publish();
        }
    }

    TrainerProgress progress() {
        return publication.progress();
    }

    /** To be read only. */
    TrainableModel model() {
        return model;
    }

    @Override
    public void close() {
        publication.close();
    }
}
