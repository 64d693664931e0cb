package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.modeltopic.ModelVersion;
import dev.freshet.modeltopic.VersionRefusal;
import dev.freshet.schemas.ExampleGroup;
import dev.freshet.schemas.ExampleHistory;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two trainers of one model in separate processes; the older one is frozen for a while. */
@Tag("faults")
@Tag("slow")
@ExtendWith(KafkaExtension.class)
final class TwoTrainersFaultIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final long START = 1_470_000_000_000L;
    private static final long FIVE_MINUTES = 300_000;

    @TempDir
    Path dir;

    private final List<FreshetProcess> started = new ArrayList<>();
    private TestKafka kafka;
    private AvroSerde serde;

    @AfterEach
    void endAll() {
        started.forEach(FreshetProcess::close);
    }

    @Test
    void shouldStopTheOlderTrainerAndKeepTheModelIntact(TestKafka shared) throws Exception {
        kafka = shared;
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(1));
        serde = new AvroSerde(SchemaRegistry.connect(kafka.registryUrl(), Map.of()));
        List<VersionRefusal> refusals = new ArrayList<>();
        List<Long> versions = new ArrayList<>();

        produce(0, 200);
        try (ModelTopicReader follower = ModelTopicReader.open(clients(), serde, "contested", refusals::add)) {
            FreshetProcess older = trainer("contested");
            await().atMost(PATIENCE).until(() -> {
                assertThat(older.isAlive()).as(older.output()).isTrue();
                follow(follower, versions);
                return !versions.isEmpty();
            });
            older.signal("STOP");

            FreshetProcess younger = trainer("contested", "--until-end");
            assertThat(younger.exit()).as(younger.output()).isZero();
            produce(200, 300);
            older.signal("CONT");
            assertThat(older.exit()).as(older.output()).isEqualTo(1);
            assertThat(older.output())
                    .contains("another trainer of model contested has taken over; this one ends", "model.name");

            assertThat(trainer("contested", "--until-end").exit()).isZero();
            long last = version("contested").version();
            await().atMost(PATIENCE).until(() -> {
                follow(follower, versions);
                return versions.contains(last);
            });
        }
        assertThat(refusals).isEmpty();
        assertThat(versions).hasSizeGreaterThan(20).isSorted().doesNotHaveDuplicates();

        assertThat(trainer("undisturbed", "--until-end").exit()).isZero();
        assertThat(newest("contested")).isEqualTo(newest("undisturbed"));
    }

    private void follow(ModelTopicReader follower, List<Long> versions) {
        List<ModelVersion> more = follower.poll(Duration.ofMillis(500));
        while (!more.isEmpty()) {
            more.forEach(version -> versions.add(version.version()));
            more = follower.poll(Duration.ofMillis(500));
        }
    }

    private String newest(String model) {
        ModelVersion version = version(model);
        return version.version() + " " + version.manifest().getBlocks();
    }

    private ModelVersion version(String model) {
        try (ModelTopicReader reader = ModelTopicReader.open(clients(), serde, model)) {
            return reader.readToEnd(LogEnd.WRITTEN).orElseThrow();
        }
    }

    private Map<String, Object> clients() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private FreshetProcess trainer(String model, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("trainer", "-b", kafka.bootstrapServers()));
        arguments.addAll(List.of("--registry", kafka.registryUrl()));
        for (String setting : List.of("model.name=" + model, "model.dim=16", "model.layers=1", "history.length=16")) {
            arguments.addAll(List.of("--set", setting));
        }
        arguments.addAll(List.of(more));
        FreshetProcess process = FreshetProcess.start(dir.resolve(started.size() + ".out"), arguments);
        started.add(process);
        return process;
    }

    /** Sends a group of ten products every five minutes of event time, with one product added to the cart. */
    private void produce(int from, int to) throws Exception {
        try (Producer<String, SpecificRecord> producer =
                new KafkaProducer<>(clients(), new StringSerializer(), serde.serializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = from; i < to; i++) {
                sent.add(producer.send(new ProducerRecord<>(
                        Topics.TRAINING_EXAMPLES.topic(), 0, START + i * FIVE_MINUTES, "u", example(i))));
            }
            for (Future<?> future : sent) {
                future.get();
            }
        }
    }

    private static TrainingExample example(int number) {
        int carted = number % 10;
        ExampleGroup group = ExampleGroup.newBuilder()
                .setRequestId("r" + number)
                .setSourceType("home")
                .setTimestamp(START + number * FIVE_MINUTES)
                .setDelayMs(0)
                .setStateIndex(-1)
                .setHoldout(false)
                .setProductIds(IntStream.range(0, 10).mapToObj(p -> "p" + p).toList())
                .setLabels(IntStream.range(0, 10)
                        .mapToObj(p -> p == carted ? 1 : 0)
                        .toList())
                .build();
        ExampleHistory nothing = ExampleHistory.newBuilder()
                .setProductIds(List.of())
                .setActionTypes(List.of())
                .setSourceTypes(List.of())
                .setTimestamps(List.of())
                .setSequences(List.of())
                .build();
        return TrainingExample.newBuilder()
                .setUserId("u")
                .setHistory(nothing)
                .setTargets(List.of())
                .setGroups(List.of(group))
                .build();
    }
}
