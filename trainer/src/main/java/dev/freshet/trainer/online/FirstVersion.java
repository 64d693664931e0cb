package dev.freshet.trainer.online;

import dev.freshet.model.file.RefusedException;
import dev.freshet.model.file.SavedModel;
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
 * The model of {@code model.init} as version 0 of a model that has none: it serves and is judged from the first event on,
 * and training goes on from it as from any other version.
 */
final class FirstVersion {

    /** Before any event; as the time of a record it must not be negative. */
    private static final long BEFORE_ALL = 0;

    private FirstVersion() {}

    /**
     * A claim on a model that begins with the file where that is asked for and nothing is published yet. Such a commit is
     * answered before all can see it, and only the {@code initTransactions()} of the next producer waits until they do:
     * the claim given then is a second one.
     *
     * @param notices told in a line what became of {@code model.init}; nothing when it is not set
     * @throws RefusedException naming the file when it cannot be used
     */
    static FencedProducer claim(TrainerConfig config, AvroSerde serde, Consumer<String> notices) {
        FencedProducer claim = FencedProducer.of(config, serde);
        Optional<Path> file = config.modelInit();
        if (file.isEmpty()) {
            return claim;
        }
        if (!claim.published().versions().isEmpty()) {
            notices.accept(TrainerSettings.MODEL_INIT + "=" + file.get() + " is not used: model " + config.modelName()
                    + " goes on from version " + claim.published().versions().last() + " of the model topic");
            return claim;
        }
        try (claim) {
            notices.accept(publish(config, serde, claim, file.get()));
        }
        return FencedProducer.of(config, serde);
    }

    private static String publish(TrainerConfig config, AvroSerde serde, FencedProducer claim, Path file) {
        List<String> trainerKeys =
                TrainerState.read(config.kafka(), serde, config.modelName()).keys();
        ModelTopicWriter writer = new ModelTopicWriter(
                claim.producer(),
                claim.published(),
                trainerKeys,
                () -> {
                    throw new IllegalStateException("no offsets are committed before the first record");
                },
                config.versionsKept());
        SavedModel saved = SavedModel.read(file);
        saved.requireShape(file, config.modelConfig(), TrainerSettings.SHAPE);
        TrainedVersion first = version(config, saved);
        PublishEstimate.require(
                config,
                Stream.concat(first.modelBlocks().stream(), first.trainerBlocks().stream())
                        .toList());
        new VersionPublisher(writer, config, () -> true).publish(first);
        return "begins with " + file + ": " + saved.origin() + ", digest " + saved.digest() + ", "
                + saved.vocabularies().products().size() + " products; published as version 0";
    }

    private static TrainedVersion version(TrainerConfig config, SavedModel saved) {
        try (TrainableModel model = WarmStart.beginWhole(
                config.modelConfig(),
                config.lossWeights(),
                config.optimizerConfig(),
                saved.blocks(),
                saved.vocabularies().products(),
                saved.vocabularies().sources(),
                config.device())) {
            return new TrainedVersion(
                    0,
                    -1,
                    BEFORE_ALL,
                    new TreeMap<>(),
                    model.modelBlocks(),
                    Stream.concat(
                                    model.optimizerBlocks().stream(),
                                    StreamState.initial(config.recencyWindow()).blocks().stream())
                            .toList(),
                    model.items().size(),
                    model.contexts().size(),
                    0,
                    List.of(),
                    new MetricsAccumulator());
        }
    }
}
