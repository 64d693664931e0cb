package dev.freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.TestKafka;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Runs of whole trainers on a broker with synthetic examples. */
public final class Runs {

    private final TestKafka kafka;
    private final AvroSerde serde;

    /** Starts from empty topics. */
    public Runs(TestKafka kafka) {
        this.kafka = kafka;
        this.serde = new AvroSerde(SchemaRegistry.connect(kafka.registryUrl(), Map.of()));
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(SyntheticExamples.PARTITIONS));
    }

    public AvroSerde serde() {
        return serde;
    }

    public void produce(List<SyntheticExamples.Entry> entries) throws Exception {
        try (Producer<String, SpecificRecord> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(), serde.serializer())) {
            List<Future<RecordMetadata>> sent = entries.stream()
                    .map(e -> producer.send(new ProducerRecord<>(
                            Topics.TRAINING_EXAMPLES.topic(), e.partition(), e.time(), e.key(), e.value())))
                    .toList();
            for (Future<RecordMetadata> future : sent) {
                future.get();
            }
        }
    }

    /** Settings of a small model; models of different names share the examples and nothing else. */
    TrainerConfig config(String model) {
        return config(model, Map.of());
    }

    /** The same with more settings. */
    public TrainerConfig config(String model, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "schema.registry.url",
                kafka.registryUrl(),
                "application.id",
                "it-" + model,
                "model.name",
                model,
                "model.dim",
                "16",
                "model.layers",
                "1",
                "history.length",
                "16",
                "warmup.steps",
                "5"));
        settings.putAll(Map.of("batch.parts", "16", "batch.span", "20m", "model.versions.kept", "5"));
        settings.putAll(more);
        return TrainerConfig.of(settings);
    }

    /** Trains to the current end of the log. */
    public TrainerProgress toTheEnd(TrainerConfig config) throws Exception {
        try (TrainerApp app = new TrainerApp(config)) {
            app.start();
            TrainerProgress end = app.drain().get(15, TimeUnit.MINUTES);
            assertThat(app.failure()).isEmpty();
            return end;
        }
    }

    /** The model's records in training-metrics, without the model's name. */
    List<TrainingMetrics> metrics(String model) {
        return kafka.records(Topics.TRAINING_METRICS.topic()).stream()
                .map(r -> serde.deserializer().deserialize(r.topic(), r.value()))
                .filter(TrainingMetrics.class::isInstance)
                .map(TrainingMetrics.class::cast)
                .filter(m -> m.getModel().equals(model))
                .map(m -> TrainingMetrics.newBuilder(m).setModel("").build())
                .toList();
    }
}
