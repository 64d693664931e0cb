package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.schemas.topic.TopicsMisconfiguredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class TopicAdminIT {

    private static final TopicSettings SETTINGS = TopicSettings.of(3);
    private static final int WIDE = 40;

    private final TestKafka kafka;

    TopicAdminIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void deleteTopics() {
        kafka.deleteTopics();
    }

    @Test
    void shouldCreateEveryTopicAndAcceptExistingTopics() throws Exception {
        TopicAdmin.ensure(kafka.admin(), SETTINGS);
        TopicAdmin.ensure(kafka.admin(), SETTINGS);

        Map<String, TopicDescription> topics =
                kafka.admin().describeTopics(Topics.names()).allTopicNames().get();
        assertThat(topics.get("user-events").partitions()).hasSize(3);
        assertThat(topics.get("training-examples").partitions()).hasSize(3);
        assertThat(topics.get("model").partitions()).hasSize(1);
    }

    /** Sends each record once; a partition without a leader would refuse it. */
    @Test
    void shouldReturnWhenEveryPartitionAcceptsRecords() {
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(WIDE));
        requireLed(Topics.names());
    }

    @Test
    void shouldReturnWhenEveryPartitionOfATestsTopicHasALeader() {
        kafka.createTopics(20 * WIDE, "wide");
        requireLed(List.of("wide"));
    }

    private void requireLed(Collection<String> topics) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "retries",
                        0,
                        "enable.idempotence",
                        false,
                        "acks",
                        "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String topic : topics) {
                int partitions = producer.partitionsFor(topic).size();
                for (int partition = 0; partition < partitions; partition++) {
                    sent.add(producer.send(new ProducerRecord<>(topic, partition, new byte[1], new byte[1])));
                }
            }
            producer.flush();
            assertThat(sent).allSatisfy(record -> assertThat(record).succeedsWithin(Duration.ZERO));
        }
    }

    @Test
    void shouldCreateOnlyWhatIsMissing() throws Exception {
        kafka.createTopics(List.of(new NewTopic("training-metrics", 1, (short) 1)
                .configs(Map.of(
                        "retention.ms",
                        "-1",
                        "segment.ms",
                        "777777",
                        "message.timestamp.after.max.ms",
                        Long.toString(Long.MAX_VALUE)))));

        TopicAdmin.ensure(kafka.admin(), SETTINGS);

        ConfigResource metrics = new ConfigResource(ConfigResource.Type.TOPIC, "training-metrics");
        Config config =
                kafka.admin().describeConfigs(List.of(metrics)).all().get().get(metrics);
        assertThat(config.get("segment.ms").value()).isEqualTo("777777");
    }

    @Test
    void shouldListEveryFaultWithItsRemedy() {
        kafka.createTopics(List.of(
                new NewTopic("user-events", 3, (short) 1)
                        .configs(Map.of("retention.ms", "604800000", "message.timestamp.after.max.ms", "3600000")),
                new NewTopic("scores", 2, (short) 1).configs(Map.of("retention.ms", "-1")),
                new NewTopic("model", 1, (short) 1).configs(Map.of("max.message.bytes", "2097152"))));

        assertThatThrownBy(() -> TopicAdmin.ensure(kafka.admin(), SETTINGS))
                .isInstanceOf(TopicsMisconfiguredException.class)
                .hasMessageContaining("user-events: retention.ms is 604800000, must be -1")
                .hasMessageContaining(
                        "user-events: message.timestamp.after.max.ms is 3600000, must be " + Long.MAX_VALUE)
                .hasMessageContaining("--entity-name user-events --add-config retention.ms=-1")
                .hasMessageContaining("scores: partitions is 2, must be 3")
                .hasMessageContaining("model: cleanup.policy is delete, must be compact")
                .hasMessageNotContaining("scores: retention.ms")
                .hasMessageNotContaining("model: max.message.bytes")
                .hasMessageNotContaining("training-examples");
    }

    @Test
    void shouldNameTheTopicThatCannotBeCreated() {
        assertThatThrownBy(() -> TopicAdmin.ensure(kafka.admin(), SETTINGS.withReplicationFactor(30)))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("could not be created with 30 replicas")
                .hasMessageContaining("topic ");
    }
}
