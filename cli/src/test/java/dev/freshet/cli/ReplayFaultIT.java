package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.embedded.EmbeddedRegistry;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code freshet replay} in a separate process that is killed; broker and registry keep running. */
@Tag("faults")
@Tag("slow")
@ExtendWith(KafkaExtension.class)
class ReplayFaultIT {

    private static final int ROWS = 12_000;
    private static final int KILLS = 3;
    private static final long T0 = 1_470_009_600_000L;

    @TempDir
    Path dir;

    @Test
    void shouldSendEachRowOnceAcrossKills(TestKafka kafka) throws Exception {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(3));
        Path log = ShopCsv.write(dir.resolve("log.csv"), rows());
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0)) {
            List<String> arguments = List.of(
                    "replay",
                    log.toString(),
                    "-b",
                    kafka.bootstrapServers(),
                    "--registry",
                    registry.url().toString(),
                    "--speed",
                    "5000/s",
                    "--set",
                    "replay.batch=100");
            Random random = new Random(11);
            for (int kill = 0; kill < KILLS; kill++) {
                long goal = sent(kafka) + 1 + random.nextInt(ROWS / (KILLS + 2));
                kill(kafka, arguments, goal);
            }
            try (FreshetProcess last = FreshetProcess.start(dir.resolve("last"), arguments)) {
                assertThat(last.exit()).as(last.output()).isZero();
                assertThat(last.output()).contains("on from step ", "done ");
            }
            try (FreshetProcess again = FreshetProcess.start(dir.resolve("again"), arguments)) {
                assertThat(again.exit()).as(again.output()).isZero();
                assertThat(again.output()).contains("there is nothing to send");
            }
            assertThat(products(kafka, registry))
                    .isEqualTo(IntStream.range(0, ROWS).boxed().toList());
        }
    }

    @Test
    void shouldNameMissingAndUnsuitableTopics(TestKafka kafka) throws Exception {
        kafka.deleteTopics();
        Path log = ShopCsv.write(dir.resolve("log.csv"), rows());
        assertThat(replay(kafka, log)).contains("topics are missing: [dead-letters, ", "freshet topics create");

        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(3));
        kafka.admin()
                .createPartitions(Map.of("user-events", NewPartitions.increaseTo(4)))
                .all()
                .get();
        await().atMost(Duration.ofMinutes(15)).until(() -> partitions(kafka) == 4);
        assertThat(replay(kafka, log))
                .contains("score-requests: partitions is 3, must be 4", "rejected-events: partitions is 3");
    }

    private static int partitions(TestKafka kafka) throws Exception {
        return kafka.admin()
                .describeTopics(List.of("user-events"))
                .allTopicNames()
                .get()
                .get("user-events")
                .partitions()
                .size();
    }

    /** The error of a refused replay. */
    private static String replay(TestKafka kafka, Path log) {
        StringWriter said = new StringWriter();
        int exit = Freshet.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute("replay", log.toString(), "-b", kafka.bootstrapServers());
        assertThat(exit).as(said.toString()).isOne();
        return said.toString();
    }

    private void kill(TestKafka kafka, List<String> arguments, long goal) throws Exception {
        try (FreshetProcess process = FreshetProcess.start(dir.resolve("killed"), arguments)) {
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofMinutes(15))
                    .until(() -> !process.isAlive() || sent(kafka) >= goal);
            assertThat(process.isAlive()).as(process.output()).isTrue();
            process.kill();
        }
    }

    private static long sent(TestKafka kafka) throws Exception {
        var committed = kafka.admin()
                .listConsumerGroupOffsets("freshet-replay")
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition("user-events", 0));
        return committed == null ? 0 : committed.offset();
    }

    private static List<String> rows() throws IOException {
        List<String> lines = new ArrayList<>(List.of(ShopCsv.HEADER));
        for (int i = 0; i < ROWS; i++) {
            lines.add("user" + i % 37 + "," + i + ",CLICK,Home," + (T0 + i * 1000L) + ",");
        }
        return lines;
    }

    private static List<Integer> products(TestKafka kafka, EmbeddedRegistry registry) {
        var decoder = new AvroSerde(SchemaRegistry.connect(registry.url().toString(), Map.of())).deserializer();
        return kafka.records("user-events").stream()
                .map(record -> decoder.deserialize("user-events", record.value()))
                .filter(UserEvent.class::isInstance)
                .map(event -> Integer.valueOf(((UserEvent) event).getProductId()))
                .sorted()
                .toList();
    }
}
