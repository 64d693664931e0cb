package dev.freshet.trainer.publish;

import dev.freshet.modeltopic.ModelTopicWriter;
import dev.freshet.modeltopic.Publication;
import dev.freshet.schemas.ConsumedOffset;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.evaluation.MetricsRecord;
import dev.freshet.trainer.online.DivergedBatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes trained versions, each with its trainer state, metrics and consumed offsets in one transaction. */
public final class VersionPublisher implements Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(VersionPublisher.class);

    private final ModelTopicWriter writer;
    private final String model;
    private final Map<String, String> fingerprint;
    private final BooleanSupplier deterministic;

    /** @param deterministic whether every run that reads the same records publishes the same bits; asked at each version */
    public VersionPublisher(ModelTopicWriter writer, TrainerConfig config, BooleanSupplier deterministic) {
        this.writer = writer;
        this.model = config.modelName();
        this.fingerprint = Fingerprint.of(config);
        this.deterministic = deterministic;
    }

    @Override
    public void publish(TrainedVersion version) {
        writer.publish(new Publication(
                manifest(version),
                version.modelBlocks(),
                version.trainerBlocks(),
                Stream.of(
                                version.window().evaluatedGroups.stream()
                                        .map(group -> metrics(version, group.record(model))),
                                Stream.of(metrics(version, MetricsRecord.of(model, version))),
                                version.diverged().stream().map(this::quarantined))
                        .flatMap(records -> records)
                        .toList(),
                Set.of(version.frozen())));
        LOG.info(
                "published version {} of model {}, watermark {}: {}",
                version.version(),
                model,
                version.watermark(),
                version.window().means());
    }

    private ModelManifest manifest(TrainedVersion version) {
        List<ConsumedOffset> offsets = version.offsets().entrySet().stream()
                .map(e -> new ConsumedOffset(e.getKey(), e.getValue()))
                .toList();
        return ModelManifest.newBuilder()
                .setModel(model)
                .setVersion(version.version())
                .setParent(version.parent())
                .setBlocks(List.of())
                .setTrainerBlocks(List.of())
                .setItems(version.items())
                .setContexts(version.contexts())
                .setWatermark(version.watermark())
                .setOffsets(offsets)
                .setSteps(version.version())
                .setExamples(version.examples())
                .setEvaluation(version.window().means())
                .setDeterministic(deterministic.getAsBoolean())
                .setFingerprint(fingerprint)
                .setInit(version.beginning().record(version.mergedTime()))
                .build();
    }

    private ProducerRecord<String, SpecificRecord> metrics(TrainedVersion version, SpecificRecord record) {
        return new ProducerRecord<>(
                Topics.TRAINING_METRICS.topic(), 0, version.watermark(), model + "/" + version.version(), record);
    }

    private ProducerRecord<String, SpecificRecord> quarantined(DivergedBatch batch) {
        return new ProducerRecord<>(
                Topics.QUARANTINED_BATCHES.topic(), 0, batch.watermark(), model, batch.record(model));
    }
}
