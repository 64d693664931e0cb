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
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.registry.SchemaRejectedException;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records with incompatible schemas, and a slow registry. */
@ExtendWith(KafkaExtension.class)
final class SchemaPoisonIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String TOPIC = Topics.USER_EVENTS.topic();
    private static final int UNKNOWN_ID = 987_654;

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private final SchemaRegistry registry;
    private final AvroSerde serde;
    private final byte[] good;

    SchemaPoisonIT(TestKafka kafka) {
        this.kafka = kafka;
        this.registry = SchemaRegistry.connect(kafka.registryUrl(), Map.of());
        this.serde = new AvroSerde(registry);
        this.good = serde.serializer().serialize(TOPIC, event("u", "p", CLICK, T0, null));
    }

    @BeforeEach
    void createTopics() {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(1));
    }

    @Test
    void shouldDeadLetterOrRejectRecordsWithIncompatibleSchemas() throws Exception {
        int foreign = registry.register("acme", record("com.acme.Other", "name"));
        int lacking = registry.register("acme-events", record(UserEvent.class.getName(), "user_id"));
        byte[] scores = serde.serializer()
                .serialize(Topics.SCORES.topic(), new Scores("r", "u", T0, 1L, 0L, 0, true, null, List.of()));
        int scoresId = ByteBuffer.wrap(scores).getInt(1);
        try (StreamsApp app = start(registry)) {
            send(under(foreign), under(UNKNOWN_ID), under(lacking), under(scoresId), scores, good);
            await().atMost(PATIENCE)
                    .until(() -> app.failure().isPresent() || app.progress().counter(TaskCounter.ACCEPTED) == 1);
            assertThat(app.failure()).isEmpty();
            assertThat(app.progress().counter(TaskCounter.EVENTS_IN)).isEqualTo(6);
        }
        List<String> errors = kafka.records(Topics.DEAD_LETTERS.topic()).stream()
                .map(letter ->
                        new String(letter.headers().lastHeader("freshet.error").value(), UTF_8))
                .toList();
        assertThat(errors).hasSize(4);
        assertThat(errors.get(0)).contains("schema " + foreign + " is of com.acme.Other, a record unknown here");
        assertThat(errors.get(1)).contains("has no schema with id " + UNKNOWN_ID);
        assertThat(errors.get(2)).contains("of schema " + lacking, "missing required field");
        assertThat(errors.get(3)).contains("Scores");
        assertThat(kafka.records(Topics.REJECTED_EVENTS.topic()))
                .singleElement()
                .extracting(record -> (RejectedEvent) serde.deserializer().deserialize("", record.value()))
                .satisfies(rejected -> {
                    assertThat(rejected.getReason()).isEqualTo(RejectReason.UNEXPECTED_RECORD);
                    assertThat(rejected.getDetail()).contains("Scores does not belong into this topic");
                });
    }

    @Test
    void shouldRefuseToRegisterASchemaThatCannotReadExistingRecords() {
        String subject = TOPIC + "-" + UserEvent.class.getName();
        String required = registry.schema(ByteBuffer.wrap(good).getInt(1))
                .replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"shop\",\"type\":\"string\"},");
        assertThatThrownBy(() -> registry.register(subject, required))
                .isInstanceOf(SchemaRejectedException.class)
                .hasMessageContainingAll(
                        kafka.registryUrl(),
                        "refused the schema of subject " + subject,
                        "shop",
                        "make the change compatible (BACKWARD)");
    }

    @Test
    void shouldLoseNothingWithASlowRegistry() throws Exception {
        Map<String, String> patience = Map.of(
                "http.read.timeout.ms",
                "500",
                "max.retries",
                "100",
                "retries.wait.ms",
                "50",
                "call.timeout.ms",
                "600000");
        try (SlowRegistry slow = new SlowRegistry(kafka.registryUrl());
                StreamsApp app = start(SchemaRegistry.connect(slow.url(), patience))) {
            slow.pauseMs(2_000);
            int before = slow.asked();
            send(good, good);
            await().atMost(PATIENCE).until(() -> slow.asked() > before + 3);
            assertThat(app.progress().counter(TaskCounter.EVENTS_IN)).isZero();
            slow.pauseMs(300);

            await().atMost(PATIENCE)
                    .until(() -> app.failure().isPresent() || app.progress().counter(TaskCounter.ACCEPTED) == 2);
            assertThat(app.failure()).isEmpty();
        }
        assertThat(kafka.records(Topics.DEAD_LETTERS.topic())).isEmpty();
        assertThat(kafka.records(Topics.REJECTED_EVENTS.topic())).isEmpty();
    }

    @Test
    void shouldAskOnceForTheUnknownSchemaOfManyRecords() throws Exception {
        int records = 50;
        Map<String, String> memory = Map.of("unknown.ids.memory.ms", "600000");
        try (SlowRegistry counting = new SlowRegistry(kafka.registryUrl());
                StreamsApp app = start(SchemaRegistry.connect(counting.url(), memory))) {
            send(good);
            await().atMost(PATIENCE).until(() -> app.progress().counter(TaskCounter.ACCEPTED) == 1);
            int before = counting.asked();
            for (int i = 0; i < records; i++) {
                send(under(UNKNOWN_ID));
            }
            send(good);
            await().atMost(PATIENCE).until(() -> app.progress().counter(TaskCounter.ACCEPTED) == 2);

            assertThat(app.failure()).isEmpty();
            assertThat(counting.asked()).isEqualTo(before + 1);
        }
        assertThat(kafka.records(Topics.DEAD_LETTERS.topic())).hasSize(records);
    }

    private static String record(String name, String field) {
        Schema schema =
                SchemaBuilder.record(name).fields().requiredString(field).endRecord();
        return schema.toString();
    }

    /** The bytes of a valid event with the id of another schema. */
    private byte[] under(int schema) {
        return ByteBuffer.wrap(good.clone()).putInt(1, schema).array();
    }

    private void send(byte[]... values) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(TOPIC, 0, T0, "u".getBytes(UTF_8), value))
                        .get();
            }
        }
    }

    private StreamsApp start(SchemaRegistry schemas) {
        Map<String, String> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "application.id", "poison",
                "state.dir", dir.resolve("state").toString(),
                "num.stream.threads", "1",
                "watermark.witnesses", "1",
                "ticks.live", "false");
        return StreamsApp.start(new TopologyConfig(settings), schemas);
    }
}
