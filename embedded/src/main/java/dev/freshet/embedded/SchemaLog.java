package dev.freshet.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.ReadProgress;
import dev.freshet.schemas.log.TopicReader;
import dev.freshet.schemas.topic.PartitionLeaders;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The registry's storage: compacted topic {@code _schemas} in the layout of Confluent's registry. Nobody writes to it in
 * transactions, so the last stable offset is its end.
 */
final class SchemaLog implements AutoCloseable {

    static final String TOPIC = "_schemas";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> kafka;
    private final KafkaProducer<String, String> producer;

    /** @param kafka settings of Kafka clients; bootstrap.servers at least */
    SchemaLog(Map<String, ?> kafka) {
        this.kafka = Map.copyOf(kafka);
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("acks", "all");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /** Creates the topic if it is missing and reads all of it. */
    void restore(Subjects subjects) {
        createTopic();
        try (TopicReader records = TopicReader.open(kafka, List.of(new TopicPartition(TOPIC, 0)), ReadProgress.NONE)) {
            records.readTo(LogEnd.COMMITTED, record -> apply(subjects, record));
        }
    }

    /** Returns when Kafka has stored the schema. */
    void append(RegisteredSchema registered) {
        ObjectNode key = JSON.createObjectNode()
                .put("keytype", "SCHEMA")
                .put("subject", registered.subject())
                .put("version", registered.version())
                .put("magic", 1);
        ObjectNode value = JSON.createObjectNode()
                .put("subject", registered.subject())
                .put("version", registered.version())
                .put("id", registered.id())
                .put("schema", registered.schema().toString())
                .put("deleted", false);
        append(key, value);
    }

    /** Returns when Kafka has stored the level; a null subject means the global level. */
    void append(String subject, Compatibility level) {
        append(
                JSON.createObjectNode()
                        .put("keytype", "CONFIG")
                        .put("subject", subject)
                        .put("magic", 0),
                JSON.createObjectNode().put("compatibilityLevel", level.name()));
    }

    @Override
    public void close() {
        producer.close();
    }

    private void append(ObjectNode key, ObjectNode value) {
        try {
            producer.send(new ProducerRecord<>(TOPIC, 0, key.toString(), value.toString()))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing to topic " + TOPIC, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot write to topic " + TOPIC, e.getCause());
        }
    }

    private void createTopic() {
        NewTopic topic =
                new NewTopic(TOPIC, Optional.of(1), Optional.empty()).configs(Map.of("cleanup.policy", "compact"));
        try (Admin admin = Admin.create(kafka)) {
            create(admin, topic);
            PartitionLeaders.await(admin, List.of(TOPIC));
        }
    }

    private static void create(Admin admin, NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topic " + TOPIC, e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create topic " + TOPIC, e.getCause());
            }
        }
    }

    private static void apply(Subjects subjects, ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode key = JSON.readTree(record.key());
            JsonNode value = JSON.readTree(record.value());
            switch (key.path("keytype").asText()) {
                case "SCHEMA" ->
                    subjects.add(new RegisteredSchema(
                            value.path("subject").asText(),
                            value.path("version").asInt(),
                            value.path("id").asInt(),
                            new Schema.Parser().parse(value.path("schema").asText())));
                case "CONFIG" ->
                    subjects.setLevel(
                            key.path("subject").textValue(),
                            Compatibility.of(value.path("compatibilityLevel").asText()));
                default ->
                    throw new IllegalStateException("topic " + TOPIC + " offset " + record.offset() + " holds " + key
                            + ", which this registry did not write; use another data directory");
            }
        } catch (IOException e) {
            throw new IllegalStateException("topic " + TOPIC + " offset " + record.offset() + " is not JSON", e);
        }
    }
}
