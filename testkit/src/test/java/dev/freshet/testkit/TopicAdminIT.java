package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.topic.AdminAnswers;
import dev.freshet.schemas.topic.RetentionNeed;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicNeeds;
import dev.freshet.schemas.topic.TopicNotice;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.schemas.topic.TopicsMisconfiguredException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
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

    /** In a cluster one broker may describe a topic of which the next one that is asked has not heard yet. */
    @Test
    void shouldAskAgainWhenABrokerHasNotHeardOfATopicYet() {
        AtomicInteger refusals = new AtomicInteger(3);
        Admin behind = (Admin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(kafka.admin(), arguments);
                    return answer instanceof ListOffsetsResult && refusals.getAndDecrement() > 0
                            ? refused((Map<?, ?>) arguments[0])
                            : answer;
                });
        TopicAdmin.ensure(behind, SETTINGS);
        assertThat(refusals).hasNonPositiveValue();
        requireLed(Topics.names());
    }

    private static ListOffsetsResult refused(Map<?, ?> partitions) {
        KafkaFutureImpl<ListOffsetsResultInfo> unknown = new KafkaFutureImpl<>();
        unknown.completeExceptionally(new UnknownTopicOrPartitionException("the topic could not be found"));
        return new ListOffsetsResult(partitions.keySet().stream()
                .collect(Collectors.toMap(TopicPartition.class::cast, partition -> unknown)));
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
    void shouldCreateOnlyWhatIsMissing() {
        kafka.createTopics(List.of(new NewTopic("training-metrics", 1, (short) 1)
                .configs(Map.of(
                        "retention.ms",
                        "-1",
                        "segment.ms",
                        "777777",
                        "message.timestamp.after.max.ms",
                        Long.toString(Long.MAX_VALUE)))));

        TopicAdmin.ensure(kafka.admin(), SETTINGS);

        assertThat(setting("training-metrics", "segment.ms")).isEqualTo("777777");
    }

    private String setting(String topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return AdminAnswers.get(kafka.admin().describeConfigs(List.of(resource)).all(), "no answer")
                .get(resource)
                .get(name)
                .value();
    }

    @Test
    void shouldListEveryFaultWithItsRemedy() {
        kafka.createTopics(List.of(
                new NewTopic("user-events", 3, (short) 1)
                        .configs(Map.of("retention.ms", "604800000", "message.timestamp.after.max.ms", "3600000")),
                new NewTopic("scores", 2, (short) 1).configs(Map.of("min.insync.replicas", "2")),
                new NewTopic("model", 1, (short) 1).configs(Map.of("max.message.bytes", "2097152"))));

        TopicSettings unbounded = SETTINGS.withRetention(Map.of(Topics.USER_EVENTS, -1L), Map.of());
        assertThatThrownBy(() -> TopicAdmin.ensure(kafka.admin(), unbounded))
                .isInstanceOf(TopicsMisconfiguredException.class)
                .hasMessageContaining("user-events: retention.ms is 604800000, must be -1")
                .hasMessageContaining(
                        "user-events: message.timestamp.after.max.ms is 3600000, must be " + Long.MAX_VALUE)
                .hasMessageContaining("--entity-name user-events --add-config retention.ms=-1")
                .hasMessageContaining("scores: partitions is 2, must be 3")
                .hasMessageContaining("scores: min.insync.replicas is 2, must be at most its 1 replicas")
                .hasMessageContaining("model: cleanup.policy is delete, must be compact")
                .hasMessageNotContaining("scores: retention.ms")
                .hasMessageNotContaining("model: max.message.bytes")
                .hasMessageNotContaining("training-examples");
    }

    @Test
    void shouldCreateBoundedTopicsAndAcceptBoundsThatCoverTheNeeds() {
        TopicNeeds week =
                new TopicNeeds(List.of(new RetentionNeed(Topics.USER_EVENTS, 7 * TimeSpan.DAY, "a week")), "");
        TopicSettings bounded = SETTINGS.withRetention(
                Map.of(Topics.USER_EVENTS, 8 * TimeSpan.DAY, Topics.SCORES, TimeSpan.DAY),
                Map.of(Topics.DEAD_LETTERS, 10L << 20));

        TopicAdmin.ensure(kafka.admin(), bounded, week);

        assertThat(setting("user-events", "retention.ms")).isEqualTo("691200000");
        assertThat(setting("scores", "retention.ms")).isEqualTo("86400000");
        assertThat(setting("dead-letters", "retention.bytes")).isEqualTo("10485760");
        assertThat(setting("training-examples", "retention.ms")).isEqualTo("-1");
        assertThat(TopicAdmin.check(kafka.admin(), week))
                .extracting(TopicNotice::text)
                .anyMatch(text -> text.startsWith("user-events keeps 8d: "))
                .anyMatch(text -> text.startsWith("Kafka is one broker"));
        TopicAdmin.ensure(kafka.admin(), SETTINGS);
    }

    @Test
    void shouldCreateNothingWhenABoundIsTooShortForANeed() throws Exception {
        TopicNeeds week =
                new TopicNeeds(List.of(new RetentionNeed(Topics.USER_EVENTS, 7 * TimeSpan.DAY, "a week")), "");
        TopicSettings day = SETTINGS.withRetention(Map.of(Topics.USER_EVENTS, TimeSpan.DAY), Map.of());

        assertThatThrownBy(() -> TopicAdmin.ensure(kafka.admin(), day, week))
                .isInstanceOf(TopicsMisconfiguredException.class)
                .hasMessageContaining(
                        "user-events: retention.ms is 86400000 (1d), must be at least 604800000 (7d: a week)")
                .hasMessageContaining("ask for a longer bound");
        assertThat(kafka.admin().listTopics().names().get()).doesNotContainAnyElementsOf(Topics.names());
    }

    @Test
    void shouldCompressNewTopicsAndAcceptTopicsThatAreNot() {
        kafka.createTopics(List.of(new NewTopic("dead-letters", 3, (short) 1)
                .configs(Map.of(
                        "max.message.bytes",
                        Integer.toString(TopicSettings.LARGEST_RECORD),
                        "message.timestamp.after.max.ms",
                        Long.toString(Long.MAX_VALUE)))));

        TopicAdmin.ensure(kafka.admin(), SETTINGS);

        assertThat(setting("user-events", "compression.type")).isEqualTo("zstd");
        assertThat(setting("dead-letters", "compression.type")).isEqualTo("producer");
    }

    @Test
    void shouldRefuseMoreReplicasInSyncThanTheBrokerWouldMake() {
        TopicSettings two = SETTINGS.withReplication(TopicSettings.BROKERS_OWN, 2);

        assertThatThrownBy(() -> TopicAdmin.ensure(kafka.admin(), two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("min.insync.replicas 2 is above the number of replicas, 1");
    }

    @Test
    void shouldNameTheTopicThatCannotBeCreated() {
        assertThatThrownBy(
                        () -> TopicAdmin.ensure(kafka.admin(), SETTINGS.withReplication(30, TopicSettings.BROKERS_OWN)))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("could not be created with 30 replicas")
                .hasMessageContaining("topic ");
    }
}
