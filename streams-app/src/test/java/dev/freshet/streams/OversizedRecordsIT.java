package dev.freshet.streams;

import static dev.freshet.schemas.ActionType.CLICK;
import static dev.freshet.streams.TopologyHarness.T0;
import static dev.freshet.streams.TopologyHarness.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records of the largest size that the broker accepts, and compressed records too large for the app to write. */
@ExtendWith(KafkaExtension.class)
final class OversizedRecordsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int LARGE = 900 << 10;
    private static final int HUGE = 20 << 20;
    private static final byte[] USER = "u".getBytes(UTF_8);

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final AvroSerde serde = new AvroSerde(registry);

    OversizedRecordsIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void createTopics() {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(1));
    }

    @Test
    void shouldDeadLetterOrRejectOversizedRecordsAndContinue() throws Exception {
        byte[] large = encode(Topics.USER_EVENTS, event("u", "p".repeat(LARGE), CLICK, T0, null));
        byte[] huge = encode(Topics.USER_EVENTS, event("u", "p".repeat(HUGE), CLICK, T0, null));
        byte[] good = encode(Topics.USER_EVENTS, event("u", "p", CLICK, T0, null));
        try (var producer = producer(Map.of("compression.type", "gzip", "max.request.size", 64 << 20));
                StreamsApp app = start()) {
            send(producer, Topics.USER_EVENTS, USER, large, 0);
            send(producer, Topics.USER_EVENTS, USER, "garbage".getBytes(UTF_8), LARGE);
            send(producer, Topics.USER_EVENTS, USER, huge, 0);
            send(producer, Topics.USER_EVENTS, USER, new byte[HUGE], 0);
            send(producer, Topics.USER_EVENTS, new byte[HUGE], good, 0);
            send(producer, Topics.SCORE_REQUESTS, USER, request("p".repeat(HUGE), "r"), 0);
            send(producer, Topics.SCORE_REQUESTS, USER, request("p", "r".repeat(HUGE)), 0);
            send(producer, Topics.USER_EVENTS, USER, good, LARGE);

            await().atMost(PATIENCE)
                    .until(() -> app.failure().isPresent()
                            || (app.progress().counter(TaskCounter.ACCEPTED) == 1
                                    && app.progress().counter(TaskCounter.REQUESTS_IN) == 2));
            assertThat(app.failure()).isEmpty();
            assertThat(app.progress().counter(TaskCounter.EVENTS_IN)).isEqualTo(6);
            assertThat(app.progress().counter(TaskCounter.DEAD_LETTERED)).isEqualTo(2);
        }
        assertDeadLetters(kafka.records(Topics.DEAD_LETTERS.topic()));
        List<RejectedEvent> events = read(Topics.REJECTED_EVENTS, RejectedEvent.class).stream()
                .filter(rejected -> rejected.getTopic().equals("user-events"))
                .toList();
        assertThat(events)
                .extracting(RejectedEvent::getReason)
                .containsExactly(RejectReason.ID_TOO_LONG, RejectReason.ID_TOO_LONG, RejectReason.KEY_MISMATCH);
        assertThat(events.get(0).getEvent().getProductId()).hasSize(LARGE);
        assertThat(events.get(1).getEvent()).isNull();
        assertThat(events.get(1).getDetail())
                .contains("ids.max.length is 1024", "bytes are too many", "read it from its topic");
        assertThat(events.get(1).getOffset()).isEqualTo(2);
        assertThat(read(Topics.SCORES, Scores.class))
                .as("a request with an id of 20 MiB gets no answer")
                .extracting(Scores::getRequestId)
                .containsExactly("r");
    }

    @Test
    void shouldBeRefusedByProducerOrBrokerBeyondTheTopicsLimit() {
        byte[] beyond = new byte[(1 << 20) + 1];
        try (var usual = producer(Map.of());
                var raised = producer(Map.of("max.request.size", 64 << 20))) {
            assertThatThrownBy(() -> send(usual, Topics.USER_EVENTS, USER, beyond, 0))
                    .hasCauseInstanceOf(RecordTooLargeException.class)
                    .hasMessageContaining("larger than 1048576, which is the value of the max.request.size");
            assertThatThrownBy(() -> send(raised, Topics.USER_EVENTS, USER, beyond, 0))
                    .hasCauseInstanceOf(RecordTooLargeException.class)
                    .hasMessageContaining("larger than the max message size the server will accept");
        }
        assertThat(kafka.records(Topics.USER_EVENTS.topic())).isEmpty();
    }

    private static void assertDeadLetters(List<ConsumerRecord<byte[], byte[]>> letters) {
        assertThat(letters).hasSize(2);
        assertThat(letters.get(0).value()).asString(UTF_8).isEqualTo("garbage");
        assertThat(letters.get(0).headers().lastHeader("padding").value()).hasSize(LARGE);
        assertThat(letters.get(1).value()).as("the start of the value").hasSize(1024);
        assertThat(letters.get(1).headers().lastHeader("freshet.error").value())
                .asString(UTF_8)
                .contains(HUGE + 1 + " bytes are too many");
    }

    private byte[] request(String candidate, String id) {
        return encode(Topics.SCORE_REQUESTS, new ScoreRequest(id, "u", null, T0, List.of(candidate), null));
    }

    private byte[] encode(Topics topic, SpecificRecord record) {
        return serde.serializer().serialize(topic.topic(), record);
    }

    private <T> List<T> read(Topics topic, Class<T> type) {
        return kafka.records(topic.topic()).stream()
                .map(record -> type.cast(serde.deserializer().deserialize(topic.topic(), record.value())))
                .toList();
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, Topics topic, byte[] key, byte[] value, int headerBytes)
            throws Exception {
        RecordHeaders headers = new RecordHeaders();
        if (headerBytes > 0) {
            headers.add("padding", new byte[headerBytes]);
        }
        producer.send(new ProducerRecord<>(topic.topic(), 0, T0, key, value, headers))
                .get();
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", kafka.bootstrapServers());
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private StreamsApp start() {
        return StreamsApp.start(
                new TopologyConfig(Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "application.id", "oversized",
                        "state.dir", dir.resolve("state").toString(),
                        "num.stream.threads", "1",
                        "requests.model.wait", "0s",
                        "watermark.witnesses", "1",
                        "ticks.live", "false")),
                registry);
    }
}
