package dev.freshet.trainer.online;

import dev.freshet.core.example.LiveStatistics;
import dev.freshet.core.statistics.StatisticsSnapshot;
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
import dev.freshet.trainer.publish.FencedProducer;
import dev.freshet.trainer.publish.PublishEstimate;
import dev.freshet.trainer.publish.TrainedVersion;
import dev.freshet.trainer.publish.VersionPublisher;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Publishes version 0 of a model that has no version: the model of {@code model.init}, or one with a feature term, which
 * ranks by its prior weights. It serves and is evaluated from the first event on, and training continues from it as from any
 * other version.
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
     * @param notices receives one line about the use of {@code model.init}, if it is set
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
                notices.accept(publish(config, serde, producer, file.get()));
            } else {
                publish(config, serde, producer, version(config, initial(config)));
            }
        }
        return FencedProducer.of(config, serde);
    }

    private static String publish(TrainerConfig config, AvroSerde serde, FencedProducer producer, Path file) {
        SavedModel saved = SavedModel.read(file);
        saved.requireShape(file, config.modelConfig(), TrainerSettings.SHAPE);
        publish(config, serde, producer, version(config, begin(config, saved)));
        return "begins with " + file + ": " + saved.origin() + ", digest " + saved.digest() + ", "
                + saved.vocabularies().products().size() + " products; published as version 0";
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

    private static TrainableModel initial(TrainerConfig config) {
        return TrainableModel.initial(
                config.modelConfig(), config.lossWeights(), config.optimizerConfig(), config.device());
    }

    private static TrainableModel begin(TrainerConfig config, SavedModel saved) {
        return WarmStart.beginWhole(
                config.modelConfig(),
                config.lossWeights(),
                config.optimizerConfig(),
                saved.blocks(),
                saved.vocabularies().products(),
                saved.vocabularies().sources(),
                config.device());
    }

    /** The version of a model, which is closed. */
    private static TrainedVersion version(TrainerConfig config, TrainableModel model) {
        LiveStatistics statistics = new LiveStatistics(config.statistics(), StatisticsSnapshot.EMPTY);
        try (model) {
            return new TrainedVersion(
                    0,
                    -1,
                    BEFORE_ALL,
                    new TreeMap<>(),
                    model.modelBlocks(),
                    Stream.concat(
                                    model.optimizerBlocks().stream(),
                                    StreamState.initial(config.evaluationReach(), statistics).blocks().stream())
                            .toList(),
                    model.items().size(),
                    model.contexts().size(),
                    0,
                    -1,
                    List.of(),
                    new MetricsAccumulator());
        }
    }
}
