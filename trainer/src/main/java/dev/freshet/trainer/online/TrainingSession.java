package dev.freshet.trainer.online;

import dev.freshet.core.example.Example;
import dev.freshet.model.checkpoint.Block;
import dev.freshet.modeltopic.ModelTopicWriter;
import dev.freshet.modeltopic.ModelVersion;
import dev.freshet.modeltopic.NamedBlock;
import dev.freshet.modeltopic.TrainerState;
import dev.freshet.modeltopic.VersionAssembler;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.evaluation.Oracle;
import dev.freshet.trainer.publish.FencedProducer;
import dev.freshet.trainer.publish.KeptVersion;
import dev.freshet.trainer.publish.Lineage;
import dev.freshet.trainer.publish.Publisher;
import dev.freshet.trainer.publish.VersionPublisher;
import dev.freshet.trainer.stream.ExampleSource;
import dev.freshet.trainer.stream.IdleTimeout;
import dev.freshet.trainer.stream.PartitionRecord;
import dev.freshet.trainer.stream.StallAlarm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** One life of a trainer on Kafka, from restoring the newest version to being closed. Used by one thread. */
public final class TrainingSession implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final FencedProducer claim;
    private final ExampleSource source;
    private final OnlineTrainer trainer;
    private final IdleTimeout idle;
    private final StallAlarm alarm = new StallAlarm(System::nanoTime);

    /** The end of the log, while it is being drained. */
    private Map<TopicPartition, Long> end;

    private TrainingSession(TrainerConfig config, FencedProducer claim, ExampleSource source, OnlineTrainer trainer) {
        idle = new IdleTimeout(config.mergeIdleTimeout(), System::nanoTime);
        this.claim = claim;
        this.source = source;
        this.trainer = trainer;
    }

    /**
     * Takes over from a predecessor and restores what it published last.
     *
     * @param quarantine batches to pass over
     * @param notices told in one line what the operator should know
     */
    public static TrainingSession open(
            TrainerConfig config, Oracle oracle, Quarantine quarantine, Consumer<String> notices) {
        AvroSerde serde = new AvroSerde(config.registry());
        FencedProducer claim = FirstVersion.claim(config, serde, notices);
        ExampleSource source = null;
        try {
            VersionAssembler published = claim.published();
            TrainerState state = TrainerState.read(config.kafka(), serde, config.modelName());
            List<KeptVersion> kept = kept(published, config.versionsKept());
            Optional<ModelManifest> newest = newest(published);
            List<Block> trainerBlocks =
                    newest.map(manifest -> blocks(state.blocks(manifest))).orElse(List.of());
            Lineage lineage = Lineage.of(newest, config.device());
            lineage.notice().ifPresent(notices);
            ExampleSource examples = new ExampleSource(config, serde, TrainerRestore.offsets(kept));
            source = examples;
            Publisher publisher = new VersionPublisher(
                    new ModelTopicWriter(
                            claim.producer(), published, state.keys(), examples::group, config.versionsKept()),
                    config,
                    () -> lineage.deterministic() && !examples.hasPassedOver());
            return new TrainingSession(
                    config,
                    claim,
                    examples,
                    TrainerRestore.from(config, kept, trainerBlocks, publisher, quarantine, oracle));
        } catch (RuntimeException e) {
            if (source != null) {
                source.close();
            }
            claim.close();
            throw e;
        }
    }

    private static Optional<ModelManifest> newest(VersionAssembler published) {
        return published.versions().isEmpty()
                ? Optional.empty()
                : published.version(published.versions().last()).map(ModelVersion::manifest);
    }

    private static List<KeptVersion> kept(VersionAssembler published, int newest) {
        return published.versions().stream()
                .skip(Math.max(0, published.versions().size() - newest))
                .map(version -> published.version(version).orElseThrow())
                .map(TrainingSession::kept)
                .toList();
    }

    private static KeptVersion kept(ModelVersion version) {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        version.manifest().getOffsets().forEach(o -> offsets.put(o.getPartition(), o.getOffset()));
        return new KeptVersion(version.version(), version.manifest().getWatermark(), offsets, blocks(version.blocks()));
    }

    private static List<Block> blocks(List<NamedBlock> blocks) {
        return blocks.stream().map(b -> new Block(b.name(), b.data())).toList();
    }

    /**
     * Waits a moment for records and learns from those whose turn it is.
     *
     * @param stop asked before each record
     * @param progress told after each step, and at the end
     * @throws DivergenceException when a batch diverged; this session is of no use then
     */
    public void poll(BooleanSupplier stop, Consumer<TrainerProgress> progress) {
        source.poll(POLL);
        learn(stop, progress);
    }

    /** One more {@link #poll} towards the end of the log as it was at the first call; true once that is learned. */
    public boolean drain(BooleanSupplier stop, Consumer<TrainerProgress> progress) {
        if (end == null) {
            end = source.endOffsets();
        }
        source.poll(POLL);
        boolean read = source.endAt(end);
        learn(stop, progress);
        if (read && !stop.getAsBoolean()) {
            end = null;
            trainer.drain();
            progress.accept(trainer.progress());
            return true;
        }
        return false;
    }

    private void learn(BooleanSupplier stop, Consumer<TrainerProgress> progress) {
        while (!stop.getAsBoolean()) {
            Optional<PartitionRecord<Optional<Example>>> next = source.next();
            if (next.isEmpty()) {
                List<Integer> silent = source.holdingBack();
                alarm.check(silent);
                if (!idle.isOver(silent)) {
                    break;
                }
                source.passOver(silent);
                continue;
            }
            if (trainer.accept(next.get())) {
                progress.accept(trainer.progress());
            }
            alarm.moved(); // behind the step: while it lasts nobody asks for records
            idle.moved();
        }
        progress.accept(trainer.progress());
    }

    @Override
    public void close() {
        try (trainer;
                source) {
            claim.close();
        }
    }
}
