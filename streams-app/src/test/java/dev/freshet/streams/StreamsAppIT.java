package dev.freshet.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.embedded.EmbeddedBroker;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application on a real broker, exactly once. */
final class StreamsAppIT {

    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @TempDir
    Path dir;

    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final AvroSerde serde = new AvroSerde(registry);
    private final List<UserEvent> log = ShopLog.events(30, 400, 1);
    private EmbeddedBroker broker;

    @BeforeEach
    void startBroker() {
        broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicAdmin.ensure(admin, TopicSettings.of(PARTITIONS));
        }
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void shouldWriteTheSameExamplesAfterRestartsOfAppAndBroker() throws Exception {
        send(log.subList(0, log.size() / 2), false);
        try (StreamsApp interrupted = start("interrupted", Map.of("kafka.commit.interval.ms", "20"))) {
            await().atMost(PATIENCE)
                    .until(() -> interrupted.progress().counter(TaskCounter.ACCEPTED) > log.size() / 10);
        }
        broker.close();
        broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of());
        send(log.subList(log.size() / 2, log.size()), true);
        Map<String, Long> counters;
        try (StreamsApp again = start("interrupted", Map.of("kafka.statestore.cache.max.bytes", "0"))) {
            await().atMost(PATIENCE).until(() -> done(again, "interrupted"));
            assertBalance(again);
            counters = again.progress().counters();
        }
        try (StreamsApp once = start("once", Map.of())) {
            await().atMost(PATIENCE).until(() -> done(once, "once"));
            assertThat(once.progress().counters()).isEqualTo(counters);
        }
        assertThat(counters.get(TaskCounter.EXAMPLE_GROUPS)).isGreaterThan(50);
        Map<String, Long> occurrences =
                examples().stream().collect(Collectors.groupingBy(bytes -> bytes, Collectors.counting()));
        assertThat(occurrences.values())
                .as("each example is written once by each application")
                .containsOnly(2L);
    }

    @Test
    void shouldLoseNothingWhenTheBrokerRestarts() throws Exception {
        try (StreamsApp app = start("app", Map.of())) {
            send(log.subList(0, log.size() / 2), false);
            await().atMost(PATIENCE).until(() -> app.progress().counter(TaskCounter.ACCEPTED) > 100);
            broker.close();
            broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of());
            send(log.subList(log.size() / 2, log.size()), true);
            await().atMost(PATIENCE).until(() -> done(app, "app"));
            assertThat(app.failure()).isEmpty();
            assertBalance(app);
        }
        List<String> examples = examples();
        assertThat(examples).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void shouldAdvanceTheWatermarkOfQuietPartitions() {
        long before = System.currentTimeMillis();
        try (StreamsApp app = start("live", Map.of("ticks.live", "true"))) {
            await().atMost(PATIENCE).until(() -> app.progress().reached(PARTITIONS, before));
            assertThat(app.failure()).isEmpty();
        }
    }

    @Test
    void shouldNameTheStateDirectoryOfAnotherInstance() {
        try (StreamsApp first = start("twice", Map.of())) {
            assertThatThrownBy(() -> start("twice", Map.of()))
                    .hasMessageContainingAll(dir.resolve("state").toString(), "state.dir of its own");
            assertThat(first.failure()).isEmpty();
        }
    }

    private void assertBalance(StreamsApp app) {
        StreamsProgress progress = app.progress();
        assertThat(progress.counter(TaskCounter.EVENTS_IN)).isEqualTo(log.size());
        assertThat(progress.counter(TaskCounter.ACCEPTED)
                        + progress.counter(TaskCounter.LATE)
                        + progress.counter(TaskCounter.DUPLICATE)
                        + progress.counter(TaskCounter.DEAD_LETTERED))
                .isEqualTo(log.size());
    }

    private StreamsApp start(String id, Map<String, String> more) {
        Map<String, String> settings = new java.util.HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("application.id", id);
        settings.put("state.dir", dir.resolve("state").toString());
        settings.put("num.stream.threads", "1");
        settings.put("watermark.witnesses", "5");
        settings.putIfAbsent("ticks.live", "false");
        return StreamsApp.start(new TopologyConfig(settings), registry);
    }

    private boolean done(StreamsApp app, String id) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return app.progress().reached(PARTITIONS, end()) && CommittedInput.isAll(admin, id);
        }
    }

    private long end() {
        return log.get(log.size() - 1).getTimestamp() + TimeSpan.HOUR;
    }

    private void send(List<UserEvent> events, boolean last) {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            String topic = Topics.USER_EVENTS.topic();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (UserEvent event : events) {
                byte[] value = serde.serializer().serialize(topic, event);
                byte[] key = event.getUserId().getBytes(UTF_8);
                sent.add(producer.send(new ProducerRecord<>(topic, null, event.getTimestamp(), key, value)));
            }
            for (int p = 0; last && p < PARTITIONS; p++) {
                byte[] tick = serde.serializer().serialize(topic, new Tick(end()));
                sent.add(producer.send(new ProducerRecord<>(topic, p, end(), null, tick)));
            }
            producer.flush();
            assertThat(sent).allSatisfy(record -> assertThat(record).succeedsWithin(PATIENCE));
        }
    }

    /** Committed training examples, partition by partition, as text. */
    private List<String> examples() throws Exception {
        try (TestKafka kafka = TestKafka.at(broker.bootstrapServers())) {
            return kafka.records(Topics.TRAINING_EXAMPLES.topic()).stream()
                    .filter(record -> record.key() != null)
                    .map(record -> record.partition() + " " + HexFormat.of().formatHex(record.value()))
                    .toList();
        }
    }
}
