package dev.freshet.trainer.online;

import dev.freshet.modeltopic.ModelTopicWriter;
import dev.freshet.modeltopic.TrainerState;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.evaluation.Oracle;
import dev.freshet.trainer.publish.FencedProducer;
import dev.freshet.trainer.publish.Lineage;
import dev.freshet.trainer.publish.Publisher;
import dev.freshet.trainer.publish.VersionPublisher;
import dev.freshet.trainer.stream.MergedExamples;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The life of one {@link OnlineTrainer} on Kafka, from restoring the newest version to closing. Used by one thread.
 */
public final class TrainingSession implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final FencedProducer producer;
    private final MergedExamples examples;
    private final OnlineTrainer trainer;

    private TrainingSession(FencedProducer producer, MergedExamples examples, OnlineTrainer trainer) {
        this.producer = producer;
        this.examples = examples;
        this.trainer = trainer;
    }

    /**
     * Fences a predecessor and restores what it published last.
     *
     * @param quarantine batches to skip
     * @param notices receives one line for each thing that the operator should know
     */
    public static TrainingSession open(
            TrainerConfig config, Oracle oracle, Quarantine quarantine, Consumer<String> notices) {
        AvroSerde serde = new AvroSerde(config.registry());
        FencedProducer producer = FirstVersion.open(config, serde, notices);
        MergedExamples examples = null;
        try {
            TrainerState state = TrainerState.read(config.kafka(), serde, config.modelName());
            RestorePoint point = RestorePoint.of(producer.published(), state);
            Lineage lineage = Lineage.of(point.newest(), config.device());
            lineage.notice().ifPresent(notices);
            examples = MergedExamples.open(config, serde, point.offsets());
            OnlineTrainer trainer = TrainerRestore.from(
                    config,
                    point.kept(),
                    point.trainerBlocks(),
                    publisher(config, producer, state, examples, lineage),
                    quarantine,
                    oracle);
            return new TrainingSession(producer, examples, trainer);
        } catch (RuntimeException e) {
            if (examples != null) {
                examples.close();
            }
            producer.close();
            throw e;
        }
    }

    private static Publisher publisher(
            TrainerConfig config,
            FencedProducer producer,
            TrainerState state,
            MergedExamples examples,
            Lineage lineage) {
        ModelTopicWriter writer = new ModelTopicWriter(
                producer.producer(), producer.published(), state.keys(), examples::group, config.versionsKept());
        return new VersionPublisher(writer, config, () -> lineage.deterministic() && !examples.hasSkippedPartitions());
    }

    /**
     * Waits a moment for records, then evaluates, trains and publishes as far as they allow.
     *
     * @param stop asked before each record
     * @param progress receives the progress after each step, and at the end
     * @throws DivergenceException when a batch diverges; this session cannot continue then
     */
    public void poll(BooleanSupplier stop, Consumer<TrainerProgress> progress) {
        examples.poll(POLL);
        trainer.run(examples, stop, progress);
    }

    /**
     * One {@link #poll} towards the end that the log had at the first call. Returns true once everything up to that end
     * is trained on and published.
     */
    public boolean drain(BooleanSupplier stop, Consumer<TrainerProgress> progress) {
        boolean read = examples.pollToEnd(POLL);
        trainer.run(examples, stop, progress);
        if (!read || stop.getAsBoolean()) {
            return false;
        }
        examples.endReached();
        trainer.drain();
        progress.accept(trainer.progress());
        return true;
    }

    @Override
    public void close() {
        try (trainer;
                examples) {
            producer.close();
        }
    }
}
