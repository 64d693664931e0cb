package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small demo: after a kill in the middle, it resumes the same shop and ends with the same results as without the
 * kill.
 */
class DemoIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dir;

    @Test
    void shouldResumeTheSameShopAfterAKill() throws Exception {
        try (FreshetProcess process = start("killed", List.of())) {
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofMinutes(15))
                    .until(() -> !process.isAlive() || published("killed"));
            assertThat(process.isAlive()).as(process.output()).isTrue();
            process.kill();
        }
        Path shop = dir.resolve("killed").resolve("shop.properties");
        Path undisturbed = Files.createDirectory(dir.resolve("undisturbed"));
        Files.copy(shop, undisturbed.resolve("shop.properties"));

        JsonNode expected = finish("undisturbed");
        JsonNode killed = finish("killed");

        assertThat(expected.at("/ndcg10/groups").asLong()).isGreaterThan(50);
        assertThat(expected.at("/ndcg10_last/groups").asLong()).isPositive();
        for (String ranking : List.of("model", "popularity", "recency", "repeat", "random")) {
            assertThat(expected.at("/ndcg10/oracle").asDouble())
                    .as("oracle against " + ranking)
                    .isGreaterThan(expected.at("/ndcg10/" + ranking).asDouble());
        }
        for (String part :
                List.of("/events", "/groups", "/examples", "/model_versions", "/ndcg10", "/ndcg10_last", "/digests")) {
            assertThat(killed.at(part)).as(part).isEqualTo(expected.at(part));
        }
        assertThat(dir.resolve("killed.svg")).hasSameBinaryContentAs(dir.resolve("undisturbed.svg"));
    }

    /** Whether a version is published, so that the next start has a model to resume from. */
    private boolean published(String name) throws IOException {
        Path log = dir.resolve(name).resolve("freshet.log");
        return Files.exists(log) && Files.readString(log).contains("published version");
    }

    private JsonNode finish(String name) throws Exception {
        Path report = dir.resolve(name + ".json");
        try (FreshetProcess process = start(name, List.of("--report", report.toString()))) {
            int exit = process.exit();
            assertThat(exit).as(process.output()).isZero();
            assertThat(process.output()).contains("oracle ").contains("shop.csv.gz");
        }
        return JSON.readTree(report.toFile());
    }

    private FreshetProcess start(String name, List<String> more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "demo",
                "--days",
                "5",
                "--customers",
                "60",
                "--data-dir",
                dir.resolve(name).toString(),
                "--set",
                "run.partitions=2",
                "--set",
                "replay.batch=500"));
        arguments.addAll(more);
        return FreshetProcess.start(dir.resolve(name + ".out"), arguments);
    }
}
