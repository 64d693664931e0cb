package dev.freshet.trainer;

import dev.freshet.core.Example;
import dev.freshet.model.Block;
import dev.freshet.schemas.AvroSerde;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.ModelTopicWriter;
import dev.freshet.schemas.ModelVersion;
import dev.freshet.schemas.NamedBlock;
import dev.freshet.schemas.TrainerState;
import dev.freshet.schemas.VersionAssembler;
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
final class TrainingSession implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Claim claim;
    private final ExampleSource source;
    private final OnlineTrainer trainer;
    private final IdleTimeout idle;
    private final StallAlarm alarm = new StallAlarm(System::nanoTime);

    /** The end of the log, while it is being drained. */
    private Map<TopicPartition, Long> end;

    private TrainingSession(TrainerConfig config, Claim claim, ExampleSource source, OnlineTrainer trainer) {
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
    static TrainingSession open(TrainerConfig config, Oracle oracle, Quarantine quarantine, Consumer<String> notices) {
        AvroSerde serde = new AvroSerde(config.registry());
        Claim claim = FirstVersion.claim(config, serde, notices);
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
            ExampleSource examples = new ExampleSource(config, serde, Start.offsets(kept));
            source = examples;
            Publisher publisher = new VersionPublisher(
                    new ModelTopicWriter(
                            claim.producer(), published, state.keys(), examples::group, config.versionsKept()),
                    config,
                    () -> lineage.deterministic() && !examples.hasPassedOver());
            return new TrainingSession(
                    config, claim, examples, Start.from(config, kept, trainerBlocks, publisher, quarantine, oracle));
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
    void poll(BooleanSupplier stop, Consumer<Progress> progress) {
        source.poll(POLL);
        learn(stop, progress);
    }

    /** One more {@link #poll} towards the end of the log as it was at the first call; true once that is learned. */
    boolean drain(BooleanSupplier stop, Consumer<Progress> progress) {
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

    private void learn(BooleanSupplier stop, Consumer<Progress> progress) {
        while (!stop.getAsBoolean()) {
            Optional<Arrival<Optional<Example>>> next = source.next();
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
