package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freshet.embedded.EmbeddedRegistry;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The state directory is on a real file system of a few megabytes that fills up. */
@Tag("faults")
@Tag("slow")
@ExtendWith(KafkaExtension.class)
final class FullDiskIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int DISK_MB = 6;
    private static final int PAGES = 110;
    private static final long T0 = 1_470_009_600_000L;

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private String registryUrl;

    FullDiskIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @Test
    void shouldFailWithARemedyAndLoseNothingOnceThereIsSpace() throws Exception {
        Path small = Files.createDirectory(dir.resolve("small"));
        skipWithoutMounts(small);
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(1));
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0)) {
            registryUrl = registry.url();
            CommandLines.done("replay " + ShopCsv.write(dir.resolve("log.csv"), rows()) + " -b "
                    + kafka.bootstrapServers() + " --registry " + registryUrl);

            endOnFullDisk(small);
            int before = examples().size();
            finish("full", Files.createDirectory(dir.resolve("roomy")));
            List<String> recovered = examples();
            finish("undisturbed", dir.resolve("other"));
            List<String> undisturbed = examples().subList(recovered.size(), recovered.size() * 2);

            assertThat(recovered).hasSizeGreaterThan(before).isEqualTo(undisturbed);
            assertThat(examples()).hasSize(recovered.size() * 2);
        }
    }

    private static void skipWithoutMounts(Path directory) throws InterruptedException {
        boolean allowed = SmallDisk.isAllowed(directory);
        String words = "SKIPPED: no disk is filled, for unshare -rm and mount -t tmpfs are not allowed here";
        if (!allowed) {
            System.err.println(words);
        }
        assumeTrue(allowed, words);
    }

    private void endOnFullDisk(Path small) throws Exception {
        try (FreshetProcess app = FreshetProcess.startBy(
                SmallDisk.mountedAt(small, DISK_MB), dir.resolve("full.out"), arguments("full", small))) {
            assertThat(app.exit()).as(app.output()).isEqualTo(1);
            List<String> said = app.output()
                    .lines()
                    .filter(line -> line.startsWith("freshet: "))
                    .toList();
            System.out.println(String.join("\n", said));
            assertThat(said)
                    .singleElement()
                    .asString()
                    .contains("the disk of the state directory " + small + " is full", "make room there", "state.dir");
        }
    }

    private void finish(String application, Path state) throws Exception {
        try (FreshetProcess app =
                FreshetProcess.start(dir.resolve(application + "-again.out"), arguments(application, state))) {
            TopicOffsets offsets = new TopicOffsets(kafka.admin());
            await().atMost(PATIENCE)
                    .until(() -> !app.isAlive()
                            || (offsets.hasProcessedTransactions(application, Topics.USER_EVENTS, Topics.SCORE_REQUESTS)
                                    && offsets.isSettled(Topics.TRAINING_EXAMPLES.topic())));
            assertThat(app.isAlive()).as(app.output()).isTrue();
            app.terminate();
        }
    }

    private List<String> arguments(String application, Path state) {
        return List.of(
                "streams",
                "-b",
                kafka.bootstrapServers(),
                "--registry",
                registryUrl,
                "--state-dir",
                state.toString(),
                "--set",
                "application.id=" + application,
                "--set",
                "num.stream.threads=1",
                "--set",
                "ticks.live=false",
                "--set",
                "ids.max.length=20000",
                "--set",
                "history.length=16",
                "--set",
                "history.slide=4");
    }

    /** A log with product ids so long that the histories of a few customers do not fit on the disk. */
    private static List<String> rows() {
        List<String> lines = new ArrayList<>(List.of(ShopCsv.HEADER));
        String id = "p".repeat(10_000);
        for (int page = 0; page < PAGES; page++) {
            long time = T0 + page * 60_000L;
            for (int i = 0; i < 20; i++) {
                String action = i < 12 ? "VIEW" : i < 19 ? "CLICK" : "CART_UPDATE";
                lines.add("user" + page % 10 + "," + id + i + "," + action + ",home," + (time + i) + ",request" + page);
            }
        }
        return lines;
    }

    private List<String> examples() {
        return kafka.records(Topics.TRAINING_EXAMPLES.topic()).stream()
                .map(FullDiskIT::text)
                .toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        HexFormat hex = HexFormat.of();
        return record.timestamp() + " " + (record.key() == null ? "-" : hex.formatHex(record.key())) + " "
                + java.util.Arrays.hashCode(record.value());
    }
}
