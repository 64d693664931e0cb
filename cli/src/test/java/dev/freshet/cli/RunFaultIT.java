package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.LogGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in one JVM, killed in the middle, produces the same examples, weights and answers as an undisturbed run. */
@Tag("faults")
@Tag("slow")
final class RunFaultIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2016-08-01T00:00:00Z");

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @TempDir
    Path dir;

    private Path log;
    private long rows;

    @BeforeEach
    void writeLog() throws IOException {
        List<String> lines = new ArrayList<>(
                ShopCsv.lines(LogGenerator.seeded(3).withDays(START, 4).events()));
        lines.add(2, "not a line of a log");
        lines.add(3, "u,p,STOLEN,page,1470009600000,q");
        String last = lines.get(lines.size() - 1);
        String time = last.split(",", -1)[4];
        lines.add(",p,CLICK,page," + time + ",");
        lines.add("u,,CLICK,page," + time + ",");
        lines.add("u,p,CLICK,page," + time.substring(0, 10) + ",");
        rows = lines.size() - 1L;
        log = ShopCsv.write(dir.resolve("shop.csv"), lines);
    }

    @Test
    void shouldNeitherLoseNorDuplicateRecordsWhenKilled() throws Exception {
        JsonNode undisturbed = finish("undisturbed");
        killWhenSent("killed", rows / 4);
        killWhenSent("killed", rows / 2);
        JsonNode killed = finish("killed");

        assertThat(undisturbed.at("/events/in").asLong()).isEqualTo(rows);
        assertThat(undisturbed.at("/events/rejected").toString())
                .isEqualTo("{\"EMPTY_PRODUCT_ID\":1,\"EMPTY_USER_ID\":1,\"MALFORMED_LINE\":1,"
                        + "\"TIME_UNIT\":1,\"UNKNOWN_ACTION\":1}");
        assertThat(undisturbed.at("/groups/valid").asLong()).isGreaterThan(30);
        assertThat(undisturbed.at("/model_versions").asLong()).isGreaterThan(10);
        assertThat(undisturbed.at("/scores/answered")).isEqualTo(undisturbed.at("/scores/requests"));
        for (String digest : List.of("/digests/examples", "/digests/weights")) {
            assertThat(undisturbed.at(digest).asText()).matches("[0-9a-f]{64}");
            assertThat(killed.at(digest).asText()).matches("[0-9a-f]{64}");
        }
        for (String part :
                List.of("/events", "/groups", "/examples", "/model_versions", "/ndcg10", "/scores", "/digests")) {
            assertThat(killed.at(part)).as(part).isEqualTo(undisturbed.at(part));
        }
    }

    private JsonNode finish(String name) throws Exception {
        Path report = dir.resolve(name + ".json");
        try (FreshetProcess process = start(name, List.of("--until-end", "--report", report.toString()))) {
            assertThat(process.exit()).as(() -> output(process)).isZero();
        }
        return JSON.readTree(report.toFile());
    }

    private void killWhenSent(String name, long steps) throws Exception {
        try (FreshetProcess process = start(name, List.of("--until-end"))) {
            await().atMost(PATIENCE).until(() -> !process.isAlive() || process.broker() != null);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", process.broker()))) {
                await().pollInterval(Duration.ofMillis(50))
                        .atMost(PATIENCE)
                        .until(() -> !process.isAlive() || sent(admin) >= steps);
            } catch (ConditionTimeoutException e) {
                throw new AssertionError(
                        output(process) + Files.readString(dir.resolve(name).resolve("freshet.log")), e);
            }
            assertThat(process.isAlive())
                    .as("the process is killed before it ends")
                    .isTrue();
            process.kill();
        }
    }

    private static long sent(Admin admin) throws Exception {
        var committed = admin.listConsumerGroupOffsets("freshet-replay")
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition("user-events", 0));
        return committed == null ? 0 : committed.offset();
    }

    private FreshetProcess start(String name, List<String> more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                log.toString(),
                "--data-dir",
                dir.resolve(name).toString(),
                "--set",
                "run.partitions=2",
                "--set",
                "replay.batch=300",
                "--set",
                "model.dim=16",
                "--set",
                "batch.parts=16"));
        arguments.addAll(more);
        return FreshetProcess.start(dir.resolve(name + ".out"), arguments);
    }

    private static String output(FreshetProcess process) {
        try {
            return process.output();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
