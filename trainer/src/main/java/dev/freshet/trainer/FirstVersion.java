package dev.freshet.trainer;

import dev.freshet.model.Init;
import dev.freshet.model.TrainableModel;
import dev.freshet.schemas.AvroSerde;
import dev.freshet.schemas.ModelTopicWriter;
import dev.freshet.schemas.TrainerState;
import dev.freshet.schemas.VersionAssembler;
import dev.freshet.trainer.files.RefusedException;
import dev.freshet.trainer.files.SavedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;

/**
 * The model of {@code model.init} as version 0 of a model that has none: it serves and is judged from the first event on,
 * and training goes on from it as from any other version.
 */
final class FirstVersion {

    /** Before any event; as the time of a record it must not be negative. */
    private static final long BEFORE_ALL = 0;

    private FirstVersion() {}

    /**
     * Publishes it where it is asked for and nothing is published yet. With a producer of its own: a commit is answered
     * before all can see it, and only the {@code initTransactions()} of the next producer waits until they do.
     *
     * @return what became of {@code model.init}, in a line for the operator; empty when it is not set
     * @throws RefusedException naming the file when it cannot be used
     */
    static Optional<String> publish(TrainerConfig config, AvroSerde serde) {
        return config.modelInit().map(file -> {
            try (Producer<String, SpecificRecord> producer =
                    ModelTopicWriter.producer(config.kafka(), serde, config.transactionalId())) {
                producer.initTransactions();
                return publish(config, serde, producer, TrainingSession.published(config, serde), file);
            }
        });
    }

    private static String publish(
            TrainerConfig config,
            AvroSerde serde,
            Producer<String, SpecificRecord> producer,
            VersionAssembler published,
            Path file) {
        if (!published.versions().isEmpty()) {
            return TrainerSettings.MODEL_INIT + "=" + file + " is not used: model " + config.modelName()
                    + " goes on from version " + published.versions().last() + " of the model topic";
        }
        List<String> trainerKeys =
                TrainerState.read(config.kafka(), serde, config.modelName()).keys();
        ModelTopicWriter writer = new ModelTopicWriter(
                producer,
                published,
                trainerKeys,
                () -> {
                    throw new IllegalStateException("no offsets are committed before the first record");
                },
                config.versionsKept());
        SavedModel saved = SavedModel.read(file);
        saved.requireShape(file, config.modelConfig(), TrainerSettings.SHAPE);
        new VersionPublisher(writer, config).publish(version(config, saved));
        return "begins with " + file + ": " + saved.origin() + ", digest " + saved.digest() + ", "
                + saved.vocabularies().products().size() + " products; published as version 0";
    }

    private static TrainedVersion version(TrainerConfig config, SavedModel saved) {
        try (TrainableModel model = Init.beginWhole(
                config.modelConfig(),
                config.lossWeights(),
                config.optimizerConfig(),
                saved.blocks(),
                saved.vocabularies().products(),
                saved.vocabularies().sources(),
                config.device())) {
            Tally nothing = new Tally();
            return new TrainedVersion(
                    0,
                    -1,
                    BEFORE_ALL,
                    new TreeMap<>(),
                    model.modelBlocks(),
                    Stream.concat(
                                    model.optimizerBlocks().stream(),
                                    StateBlocks.encode(nothing, new CartCounts(config.recencyWindow())).stream())
                            .toList(),
                    model.items().size(),
                    model.contexts().size(),
                    0,
                    nothing);
        }
    }
}
