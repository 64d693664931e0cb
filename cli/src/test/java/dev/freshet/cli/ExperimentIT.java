package dev.freshet.cli;

import static dev.freshet.cli.CommandLines.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.LogGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code freshet experiment} on small logs. */
class ExperimentIT {

    private static final String SMALL = " --set model.dim=16 --set model.layers=1 --set run.partitions=2";

    @TempDir
    private Path dir;

    @Test
    void shouldMeasureWhatFreshnessIsWorth() throws Exception {
        Path log = shop();
        Path json = dir.resolve("experiment.json");
        String output = run("experiment " + log + " --json " + json + " --data-dir " + dir.resolve("data") + SMALL);
        assertThat(output)
                .contains(
                        "evaluated from", "The customer's history", "10 min late", "too few for intervals to mean much")
                .contains("frozen, as many steps on old data", "network alone", "without what goes together");
        JsonNode results = new ObjectMapper().readTree(json.toFile());
        assertThat(results.get("groups").asInt()).isGreaterThan(10);
        assertThat(results.get("results")).hasSizeGreaterThan(25).allSatisfy(row -> {
            assertThat(row.get("variant").asText()).isNotBlank();
            assertThat(row.get("ndcg10").asDouble())
                    .isBetween(row.get("low").asDouble(), row.get("high").asDouble())
                    .isBetween(0.0, 1.0);
            assertThat(row.get("difference_low").asDouble())
                    .isLessThanOrEqualTo(row.get("difference_high").asDouble());
        });
        assertThat(dir.resolve("data/experiment.svg")).content().contains("<svg");
        assertThat(Files.size(dir.resolve("data/experiment.png"))).isGreaterThan(1_000);
    }

    @Test
    void shouldSayWhenNoGroupCanBeEvaluated() throws Exception {
        Path views = ShopCsv.write(
                dir.resolve("views.csv"),
                Files.readAllLines(shop()).stream()
                        .filter(line -> line.contains("VIEW") || line.startsWith("user_id"))
                        .toList());
        assertThat(run("experiment " + views + " --data-dir " + dir.resolve("data") + SMALL))
                .contains(
                        "No group of products could be evaluated", "request_id", "one went into the cart", "--warm-up");
    }

    @Test
    void shouldRefuseSettingsThatItVariesItself() throws Exception {
        Path log = shop();
        assertThat(refused("experiment " + log + " --set model.term=off")).contains("model.term must be mlp");
        assertThat(refused("experiment " + log + " --set delay.policy=uniform(2d,3d)"))
                .contains("delay.policy must be none");
        assertThat(refused("experiment " + log + " --warm-up 120")).contains("--warm-up 120", "0 to 99");
        assertThat(refused("experiment " + log + " --json " + dir.resolve("no/such.json")))
                .contains("there is no directory");
    }

    private Path shop() throws IOException {
        return ShopCsv.write(
                dir.resolve("shop.csv"),
                ShopCsv.lines(LogGenerator.seeded(5)
                        .withUsers(25)
                        .withDays(Instant.parse("2016-08-01T00:00:00Z"), 2)
                        .events()));
    }

    private String run(String command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
        try (FreshetProcess process = FreshetProcess.start(dir.resolve("output"), arguments)) {
            assertThat(process.exit()).as(process.output()).isZero();
            return process.output();
        }
    }
}
