package dev.freshet.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of README.md as they stand there, with a data directory of their own. */
class ReadmeIT {

    private static final Markdown README = Markdown.read("README.md");
    private static final List<String> LINKED = List.of("freshet", "examples");
    private static final int MINUTES = 5;

    /** Stands for the repository's root: what the commands write goes here. */
    @TempDir
    Path dir;

    @BeforeEach
    void link() throws IOException {
        for (String name : LINKED) {
            Files.createSymbolicLink(dir.resolve(name), Markdown.ROOT.resolve(name));
        }
    }

    @AfterEach
    void unlink() throws IOException {
        for (String name : LINKED) {
            Files.delete(dir.resolve(name));
        }
    }

    @Test
    void shouldRunAsDescribed() throws Exception {
        List<String> commands = README.fenced("sh").stream()
                .filter(line -> line.startsWith("./freshet run "))
                .toList();

        assertThat(commands).hasSize(1);
        String output = run(commands.get(0) + " --data-dir data");

        JsonNode report = new ObjectMapper().readTree(dir.resolve("report.json").toFile());
        requireBalance(report.get("events"));
        assertThat(report.at("/groups/valid").asLong()).isPositive();
        assertThat(report.at("/scores/answered").asLong())
                .isPositive()
                .isEqualTo(report.at("/scores/requests").asLong());
        assertThat(report.at("/ndcg10/model").asDouble())
                .isGreaterThan(report.at("/ndcg10/random").asDouble());
        assertThat(README.fenced("text"))
                .as("what every machine prints, as README.md shows it")
                .containsAll(output.lines()
                        .filter(line -> line.startsWith("events ") || line.startsWith("groups    "))
                        .filter(line -> line.contains("=") || line.contains("valid"))
                        .toList());
    }

    private String run(String command) throws IOException, InterruptedException {
        Path output = dir.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "exec " + command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("it ended by itself: " + Files.readString(output))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    private static void requireBalance(JsonNode events) {
        long rejected = 0;
        for (JsonNode count : events.get("rejected")) {
            rejected += count.asLong();
        }
        long accounted = rejected;
        for (String figure : List.of("accepted", "late", "duplicate", "dead_lettered")) {
            accounted += events.get(figure).asLong();
        }
        assertThat(events.get("in").asLong()).isPositive().isEqualTo(accounted);
    }
}
