package dev.freshet.trainer.online;

import dev.freshet.core.block.Block;
import dev.freshet.core.example.LiveStatistics;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.model.file.RefusedException;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.model.training.WarmStart;
import dev.freshet.modeltopic.ModelTopicWriter;
import dev.freshet.modeltopic.TrainerState;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerSettings;
import dev.freshet.trainer.evaluation.MetricsAccumulator;
import dev.freshet.trainer.publish.Beginning;
import dev.freshet.trainer.publish.FencedProducer;
import dev.freshet.trainer.publish.PublishEstimate;
import dev.freshet.trainer.publish.TrainedVersion;
import dev.freshet.trainer.publish.VersionPublisher;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Publishes version 0 of a model that has no version: the model of {@code model.init}, or one with a feature term, which
 * ranks by its prior weights. It serves from the first event on, and training continues from it as from any other version. A
 * request from before the end of the file's data is evaluated by no version.
 */
final class FirstVersion {

    /** Before any event; as the time of a record it must not be negative. */
    private static final long BEFORE_ALL = 0;

    private FirstVersion() {}

    /**
     * Opens the producer of a model. Publishes the file first if {@code model.init} is set and no version is published.
     * Readers may see that commit only some time after Kafka has confirmed it. The {@code initTransactions()} of a new
     * producer waits until they do, so after such a publication the result is a second producer.
     *
     * @param notices receives lines about the use of {@code model.init}, if it is set
     * @throws RefusedException naming the file when it cannot be used
     */
    static FencedProducer open(TrainerConfig config, AvroSerde serde, Consumer<String> notices) {
        FencedProducer producer = FencedProducer.of(config, serde);
        Optional<Path> file = config.modelInit();
        if (!producer.published().versions().isEmpty()) {
            file.ifPresent(unused -> notices.accept(TrainerSettings.MODEL_INIT + "=" + unused + " is not used: model "
                    + config.modelName() + " continues from version "
                    + producer.published().versions().last() + " of the model topic"));
            return producer;
        }
        if (file.isEmpty() && config.modelConfig().term() == TermKind.OFF) {
            return producer;
        }
        try (producer) {
            if (file.isPresent()) {
                publish(config, serde, producer, file.get(), notices);
            } else {
                publish(config, serde, producer, of(config));
            }
        }
        return FencedProducer.of(config, serde);
    }

    private static void publish(
            TrainerConfig config, AvroSerde serde, FencedProducer producer, Path file, Consumer<String> notices) {
        SavedModel saved = SavedModel.read(file);
        saved.requireShape(file, config.modelConfig(), TrainerSettings.SHAPE);
        TrainedVersion first = of(config, saved);
        publish(config, serde, producer, first);
        notices.accept("begins with " + file + ": " + saved.origin() + ", digest " + saved.digest() + ", "
                + saved.vocabularies().products().size() + " products; published as version 0"
                + (first.watermark() == BEFORE_ALL
                        ? ""
                        : "; requests before " + Instant.ofEpochMilli(first.watermark())
                                + ", the end of its data, are not evaluated"));
        notices.accept(
                saved.statistics() == null
                        ? file + " holds no product statistics: they begin empty"
                        : "its statistics of " + saved.statistics().snapshot().size()
                                + " products count what happened before "
                                + Instant.ofEpochMilli(saved.statistics().until())
                                + "; examples and counts up to then are skipped");
        if (saved.trainedUntil() == null) {
            notices.accept(
                    file + " does not say when its training data ends: evaluations may include requests that it was"
                            + " trained on. Model files of this release say it, and freshet model import writes it");
        }
    }

    private static void publish(TrainerConfig config, AvroSerde serde, FencedProducer producer, TrainedVersion first) {
        List<String> trainerKeys =
                TrainerState.read(config.kafka(), serde, config.modelName()).keys();
        ModelTopicWriter writer = new ModelTopicWriter(
                producer.producer(),
                producer.published(),
                trainerKeys,
                () -> {
                    throw new IllegalStateException("no offsets are committed before the first record");
                },
                config.versionsKept());
        PublishEstimate.require(
                config,
                Stream.concat(first.modelBlocks().stream(), first.trainerBlocks().stream())
                        .toList());
        new VersionPublisher(writer, config, () -> true).publish(first);
    }

    /** The version of a model that begins without a file. */
    static TrainedVersion of(TrainerConfig config) {
        TrainableModel model = TrainableModel.initial(
                config.modelConfig(), config.lossWeights(), config.optimizerConfig(), config.device());
        return version(config, model, StatisticsSnapshot.EMPTY, Beginning.NOTHING);
    }

    /** The version of a model that begins with a file. */
    static TrainedVersion of(TrainerConfig config, SavedModel saved) {
        TrainableModel model = WarmStart.beginWhole(
                config.modelConfig(),
                config.lossWeights(),
                config.optimizerConfig(),
                saved.blocks(),
                saved.vocabularies().products(),
                saved.vocabularies().sources(),
                config.device());
        StatisticsSnapshot statistics = saved.statistics() == null
                ? StatisticsSnapshot.EMPTY
                : saved.statistics().snapshot();
        return version(config, model, statistics, Beginning.of(saved));
    }

    /** The version of a model, which is closed. */
    private static TrainedVersion version(
            TrainerConfig config, TrainableModel model, StatisticsSnapshot statistics, Beginning beginning) {
        try (model) {
            return new TrainedVersion(
                    0,
                    -1,
                    BEFORE_ALL,
                    beginning,
                    new TreeMap<>(),
                    withStatistics(model.modelBlocks(), statistics),
                    Stream.concat(model.optimizerBlocks().stream(), stateBlocks(config).stream())
                            .toList(),
                    model.items().size(),
                    model.contexts().size(),
                    0,
                    -1,
                    List.of(),
                    new MetricsAccumulator());
        }
    }

    private static List<Block> withStatistics(List<Block> modelBlocks, StatisticsSnapshot statistics) {
        return statistics == StatisticsSnapshot.EMPTY
                ? modelBlocks
                : Stream.concat(modelBlocks.stream(), StatisticsBlocks.write(statistics).stream())
                        .toList();
    }

    private static List<Block> stateBlocks(TrainerConfig config) {
        LiveStatistics none = new LiveStatistics(config.statistics(), StatisticsSnapshot.EMPTY);
        return StreamState.initial(config.evaluationReach(), none, TrainerRestore.rehearsal(config))
                .blocks();
    }
}
