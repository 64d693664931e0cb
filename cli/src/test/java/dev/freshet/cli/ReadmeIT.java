package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of README.md unchanged, in a separate data directory. */
class ReadmeIT {

    private static final Markdown README = Markdown.read("README.md");

    @TempDir
    Path dir;

    @Test
    void shouldRunAsDescribed() throws Exception {
        List<String> commands = README.fenced("sh").stream()
                .filter(line -> line.startsWith("./freshet run "))
                .toList();

        assertThat(commands).hasSize(1);
        String output;
        try (Shell shell = new Shell(dir)) {
            output = shell.run(commands.get(0) + " --data-dir data");
        }

        JsonNode report = new ObjectMapper().readTree(dir.resolve("report.json").toFile());
        requireBalance(report.get("events"));
        assertThat(report.at("/groups/valid").asLong()).isPositive();
        assertThat(report.at("/scores/answered").asLong())
                .isPositive()
                .isEqualTo(report.at("/scores/requests").asLong());
        assertThat(report.at("/ndcg10/model").asDouble())
                .isGreaterThan(report.at("/ndcg10/random").asDouble());
        assertThat(dir.resolve("report.svg")).content().contains("<svg");
        assertThat(dir.resolve("report.png")).isNotEmptyFile();
        assertThat(README.fenced("text"))
                .as("output that is the same on every machine, as README.md shows it")
                .containsAll(output.lines()
                        .filter(line -> line.startsWith("events ") || line.startsWith("groups    "))
                        .filter(line -> line.contains("=") || line.contains("valid"))
                        .toList());
    }

    private static void requireBalance(JsonNode events) {
        long rejected = 0;
        for (JsonNode count : events.get("rejected")) {
            rejected += count.asLong();
        }
        long accounted = rejected;
        for (String figure : List.of("accepted", "late", "duplicate", "dead_lettered", "waiting")) {
            accounted += events.get(figure).asLong();
        }
        assertThat(events.get("in").asLong()).isPositive().isEqualTo(accounted);
    }
}
