package dev.freshet.streams;

import static dev.freshet.streams.EarlierShop.PAGE;
import static dev.freshet.streams.EarlierShop.PAGE_TIME;
import static dev.freshet.streams.EarlierShop.STOP;
import static dev.freshet.streams.EarlierShop.USER;
import static dev.freshet.streams.EarlierShop.event;
import static dev.freshet.streams.EarlierShop.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ExampleGroup;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.ScoredItem;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * This version starts on what commit 30acedf left on the brokers: the changelogs of its eight stores, the input that it had
 * applied and the group's offsets. The state directory is empty, as on another machine.
 */
@ExtendWith(KafkaExtension.class)
final class UpgradeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int PARTITIONS = 2;
    private static final List<String> STORES = List.of(
            "task",
            "timers",
            "event-ids",
            "groups",
            "history-heads",
            "history-chunks",
            "popularity",
            "waiting-requests");

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private final String application = "upgraded-" + UUID.randomUUID();
    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final AvroSerde serde = new AvroSerde(registry);
    private final int partition = BuiltInPartitioner.partitionForKey(USER.getBytes(UTF_8), PARTITIONS);
    private final List<UserEvent> history = EarlierShop.history();
    private final List<UserEvent> applied = EarlierShop.applied();

    UpgradeIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void leaveStateOfEarlierVersion() throws Exception {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
        kafka.createTopics(STORES.stream()
                .map(store -> new NewTopic(changelog(store), PARTITIONS, (short) 1)
                        .configs(Map.of("cleanup.policy", "compact")))
                .toList());
        send(applied);
        send(Topics.SCORE_REQUESTS, EarlierShop.waiting());
    }

    @Test
    void shouldContinueWhereTheEarlierVersionStopped() throws Exception {
        write(EarlierShop.state(PARTITIONS).rows());
        commitOffsets();
        try (StreamsApp app = StreamsApp.start(config(), registry)) {
            await().atMost(PATIENCE).until(app::isRunning);
            UserEvent repeated = history.get(history.size() - 1);
            UserEvent late = event("p1", ActionType.VIEW, STOP, "closed", null);
            UserEvent cart = event("p5", ActionType.CART_UPDATE, STOP + TimeSpan.MINUTE, PAGE, "cart");
            UserEvent click = event("p7", ActionType.CLICK, STOP + 2 * TimeSpan.MINUTE, null, null);
            send(List.of(repeated, late, cart, click, new Tick(STOP + TimeSpan.HOUR)));
            await().atMost(PATIENCE).until(() -> isDone(app));
            send(Topics.SCORE_REQUESTS, request("new", STOP + TimeSpan.HOUR));
            await().atMost(PATIENCE).until(() -> answers().size() == 2);

            StreamsProgress progress = app.progress();
            assertThat(progress.counter(TaskCounter.EVENTS_IN))
                    .as("nothing is applied again")
                    .isEqualTo(applied.size() + 4);
            assertThat(progress.counter(TaskCounter.ACCEPTED)).isEqualTo(applied.size() + 2);
            assertThat(progress.counter(TaskCounter.DUPLICATE)).isEqualTo(1);
            assertThat(progress.counter(TaskCounter.LATE)).isEqualTo(1);
            assertThat(progress.counter(TaskCounter.REQUESTS_IN)).isEqualTo(2);
            assertThat(progress.counter(TaskCounter.REQUESTS_ANSWERED)).isEqualTo(2);
            assertThat(progress.counter(TaskCounter.EXAMPLE_TARGETS))
                    .as("the event that waited as a target, and the two new ones")
                    .isEqualTo(EarlierShop.TARGETS + 3);
        }
        assertAnswers();
        assertGroup();
    }

    @Test
    void shouldRefuseRowsOfAnUnknownFormatWithTheRemedy() throws Exception {
        write(List.of(new EarlierState.Row(
                "history-heads", -1, Bytes.wrap(EarlierRows.text(USER)), Bytes.wrap(new byte[] {7, 0, 0}))));
        try (StreamsApp app = StreamsApp.start(config(), registry)) {
            await().atMost(PATIENCE).until(() -> app.failure().isPresent());
            assertThat(app.failure().orElseThrow())
                    .hasMessageContainingAll(
                            application + "-history-heads-changelog has format 7",
                            "freshet streams reset",
                            "version that wrote it");
        }
    }

    private void assertAnswers() {
        Scores old = answers().get(0);
        assertThat(old.getRequestId()).isEqualTo("waiting");
        assertThat(old.getHistorySequence()).isGreaterThanOrEqualTo(history.size());
        Scores latest = answers().get(1);
        assertThat(latest.getRequestId()).isEqualTo("new");
        assertThat(latest.getHistorySequence()).isEqualTo(history.size() + 2);
        assertThat(latest.getHistoryLength()).isEqualTo(history.size() + 2);
        assertThat(latest.getColdStart()).isFalse();
        assertThat(latest.getItems())
                .as("by cart additions: many, some, one after the upgrade, none")
                .extracting(ScoredItem::getProductId)
                .containsExactly("tea", "milk", "p5", "bread");
    }

    /** The group has the impressions of before the upgrade, the label of after it, and the history of before its page. */
    private void assertGroup() {
        List<TrainingExample> groups = examples().stream()
                .filter(example -> !example.getGroups().isEmpty())
                .toList();
        assertThat(groups).hasSize(1);
        ExampleGroup group = groups.get(0).getGroups().get(0);
        assertThat(group.getRequestId()).isEqualTo(PAGE);
        assertThat(group.getTimestamp()).isEqualTo(PAGE_TIME);
        assertThat(group.getProductIds()).isEqualTo(EarlierShop.products());
        assertThat(group.getLabels()).containsExactly(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
        assertThat(groups.get(0).getHistory().getSequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(groups.get(0).getHistory().getProductIds())
                .isEqualTo(history.subList(0, 9).stream()
                        .map(UserEvent::getProductId)
                        .toList());
    }

    private void send(List<? extends SpecificRecord> records) throws Exception {
        try (EventFeed feed = new EventFeed(kafka.bootstrapServers(), registry, PARTITIONS)) {
            feed.send(records);
        }
    }

    private void send(Topics topic, ScoreRequest request) {
        byte[] value = serde.serializer().serialize(topic.topic(), request);
        produce(List.of(
                new ProducerRecord<>(topic.topic(), partition, request.getTimestamp(), EarlierRows.text(USER), value)));
    }

    private void write(List<EarlierState.Row> rows) {
        produce(rows.stream()
                .map(row -> new ProducerRecord<>(
                        changelog(row.store()),
                        row.partition() < 0 ? partition : row.partition(),
                        STOP,
                        row.key().get(),
                        row.value().get()))
                .toList());
    }

    private void produce(List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(records.stream().map(producer::send).toList())
                    .allSatisfy(sent -> assertThat(sent).succeedsWithin(PATIENCE));
        }
    }

    private void commitOffsets() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (Topics topic : List.of(Topics.USER_EVENTS, Topics.SCORE_REQUESTS)) {
            for (int p = 0; p < PARTITIONS; p++) {
                next.put(new TopicPartition(topic.topic(), p), new OffsetAndMetadata(0));
            }
            kafka.records(topic.topic())
                    .forEach(record -> next.put(
                            new TopicPartition(topic.topic(), record.partition()),
                            new OffsetAndMetadata(record.offset() + 1)));
        }
        kafka.admin().alterConsumerGroupOffsets(application, next).all().get();
    }

    private boolean isDone(StreamsApp app) {
        app.failure().ifPresent(failure -> {
            throw new AssertionError("the app has failed", failure);
        });
        return app.progress().reached(PARTITIONS, STOP + TimeSpan.HOUR)
                && CommittedInput.isAll(kafka.admin(), application);
    }

    private List<Scores> answers() {
        return read(Topics.SCORES, Scores.class);
    }

    private List<TrainingExample> examples() {
        return read(Topics.TRAINING_EXAMPLES, TrainingExample.class);
    }

    private <T> List<T> read(Topics topic, Class<T> type) {
        return kafka.records(topic.topic()).stream()
                .map(record -> serde.deserializer().deserialize(record.topic(), record.value()))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private String changelog(String store) {
        return application + "-" + store + "-changelog";
    }

    private TopologyConfig config() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "application.id", application,
                "num.stream.threads", "1",
                "ticks.live", "false",
                "groups.holdout", "0",
                "requests.model.wait", "1ms"));
        settings.put("state.dir", dir.toString());
        return new TopologyConfig(settings);
    }
}
