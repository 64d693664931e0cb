package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freshet.cli.report.ExampleDigest;
import dev.freshet.embedded.EmbeddedRegistry;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.log.TopicReader;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends two weeks of a real shop's log through separate processes; prints digests, sizes of changelogs and recovery
 * times.
 */
@Tag("real-data")
@ExtendWith(KafkaExtension.class)
final class RealLogIT {

    private static final String FOLDER = "FRESHET_DATA";
    private static final String LOG = "ga360-2016-08-first-two-weeks.csv.gz";
    private static final int PARTITIONS = 4;
    private static final String ROWS_A_SECOND = "9000/s";
    private static final String EXAMPLES = Topics.TRAINING_EXAMPLES.topic();
    private static final String EVENTS = Topics.USER_EVENTS.topic();

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private List<String> connection;
    private String registryUrl;

    RealLogIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void createTopics() {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
    }

    @Test
    void shouldProduceTheSameExamplesAtAnySpeedWithAnyNumberOfInstances() throws Exception {
        Path log = log();
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0)) {
            registryUrl = registry.url();
            connection = List.of("-b", kafka.bootstrapServers(), "--registry", registryUrl);
            Map<String, String> digests = new TreeMap<>();
            digests.put("throttled, killed twice", throttled(log));
            for (int instances : List.of(1, 2, 4)) {
                digests.put(instances + " at full speed", atOnce(instances));
            }
            digests.forEach((name, digest) -> say(name + ": " + digest));
            assertThat(Map.copyOf(digests).values()).allMatch(digests.get("1 at full speed")::equals);
            sizes("instances1");
            restores();
            takeover(0);
            takeover(1);
        }
    }

    private String throttled(Path log) throws Exception {
        Map<Integer, Long> begin = ends(EXAMPLES);
        try (StreamsProcesses app = app("throttled");
                FreshetProcess replay = FreshetProcess.start(
                        dir.resolve("replay.out"),
                        List.of(
                                "replay",
                                log.toString(),
                                "--speed",
                                ROWS_A_SECOND,
                                "-b",
                                kafka.bootstrapServers(),
                                "--registry",
                                registryUrl))) {
            for (long goal : List.of(200_000L, 450_000L)) {
                app.start("a");
                await().atMost(Duration.ofMinutes(15))
                        .until(() -> ends(EVENTS).values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                                > goal);
                assertThat(replay.isAlive())
                        .as("the replay still runs when the instance is killed")
                        .isTrue();
                app.kill("a");
            }
            app.start("a");
            assertThat(replay.exit()).as(replay.output()).isZero();
            app.awaitProcessed();
            app.stop();
        }
        return digestFrom(begin);
    }

    private String atOnce(int instances) throws Exception {
        Map<Integer, Long> begin = ends(EXAMPLES);
        try (StreamsProcesses app = app("instances" + instances)) {
            long since = System.nanoTime();
            for (int i = 0; i < instances; i++) {
                app.start("" + i);
            }
            app.awaitProcessed();
            say(instances + " at full speed took " + seconds(since) + " s");
            app.stop();
        }
        return digestFrom(begin);
    }

    /** Kills an instance, deletes its state and starts it again; measures the time until it is ready. */
    private void restores() throws Exception {
        try (StreamsProcesses app = app("instances1")) {
            app.start("0");
            app.awaitReady("0");
            for (boolean wiped : List.of(false, true)) {
                app.kill("0");
                if (wiped) {
                    Utils.delete(app.state("0").toFile());
                }
                long since = System.nanoTime();
                app.start("0");
                app.awaitReady("0");
                say("killed and started again, state " + (wiped ? "deleted" : "kept") + ": ready after "
                        + seconds(since) + " s");
            }
            app.stop();
        }
    }

    /** Kills one of two instances; measures the time until the other has processed new records of all partitions. */
    private void takeover(int standbys) throws Exception {
        try (StreamsProcesses app = app("instances2")) {
            String standby = "kafka.num.standby.replicas=" + standbys;
            app.start("0", standby);
            app.start("1", standby);
            app.awaitReady("0");
            app.awaitReady("1");
            awaitRest("instances2");
            app.kill("0");
            long since = System.nanoTime();
            ticks();
            app.awaitProcessed();
            say("one of two killed, " + standbys + " standby replicas: taken over after " + seconds(since) + " s");
            app.stop();
        }
    }

    /**
     * Waits until both instances have tasks and no rebalance is pending: Streams rebalances each time a standby catches
     * up.
     */
    private void awaitRest(String application) {
        AtomicReference<String> before = new AtomicReference<>("");
        await().pollInterval(Duration.ofSeconds(5))
                .atMost(Duration.ofMinutes(15))
                .until(() -> {
                    ConsumerGroupDescription group = kafka.admin()
                            .describeConsumerGroups(List.of(application))
                            .describedGroups()
                            .get(application)
                            .get();
                    boolean rests = group.groupState() == GroupState.STABLE
                            && group.members().size() == 2
                            && group.members().stream()
                                    .noneMatch(member -> member.assignment()
                                            .topicPartitions()
                                            .isEmpty());
                    return before.getAndSet(group.members().toString())
                                    .equals(group.members().toString())
                            && rests;
                });
    }

    /** Sends ticks to each partition, later than the log's last tick. */
    private void ticks() throws Exception {
        AvroSerde serde = new AvroSerde(SchemaRegistry.connect(registryUrl, Map.of()));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 5 * PARTITIONS; i++) {
                long time = 1_480_000_000_000L + ends(EVENTS).get(i % PARTITIONS);
                byte[] tick = serde.serializer().serialize(EVENTS, new Tick(time));
                producer.send(new ProducerRecord<>(EVENTS, i % PARTITIONS, time, null, tick))
                        .get();
            }
        }
    }

    private StreamsProcesses app(String application) {
        return new StreamsProcesses(application, dir, kafka.admin(), connection);
    }

    private String digestFrom(Map<Integer, Long> begin) {
        ExampleDigest digest = new ExampleDigest();
        try (TopicReader records = TopicReader.open(Map.of("bootstrap.servers", kafka.bootstrapServers()), EXAMPLES)) {
            records.readEachTo(LogEnd.WRITTEN, record -> {
                if (record.offset() >= begin.get(record.partition())) {
                    digest.add(record);
                }
            });
        }
        return digest.hex();
    }

    private Map<Integer, Long> ends(String topic) {
        return new TopicOffsets(kafka.admin()).writtenEnds(topic);
    }

    /** Prints the sizes of the changelogs and of the other topics. */
    private void sizes(String application) throws Exception {
        Map<String, Long> bytes = new TreeMap<>();
        var nodes = kafka.admin().describeCluster().nodes().get().stream()
                .map(node -> node.id())
                .toList();
        kafka.admin().describeLogDirs(nodes).allDescriptions().get().values().stream()
                .flatMap(dirs -> dirs.values().stream())
                .flatMap(data -> data.replicaInfos().entrySet().stream())
                .forEach(replica ->
                        bytes.merge(replica.getKey().topic(), replica.getValue().size(), Long::sum));
        bytes.forEach((topic, size) -> {
            if (topic.startsWith(application) || topic.equals(EVENTS) || topic.equals(EXAMPLES)) {
                say(topic + ": " + size + " bytes");
            }
        });
    }

    private static String seconds(long since) {
        return Double.toString(Math.round((System.nanoTime() - since) / 1e8) / 10.0);
    }

    private static void say(String line) {
        System.out.println("RealLogIT: " + line);
    }

    private static Path log() {
        String folder = System.getenv(FOLDER);
        Path log = Path.of(folder == null ? "" : folder, LOG);
        boolean there = folder != null && Files.exists(log);
        String words = "SKIPPED: the real log is not replayed, for " + FOLDER + " names no folder with " + LOG;
        if (!there) {
            System.err.println(words);
        }
        assumeTrue(there, words);
        return log;
    }
}
