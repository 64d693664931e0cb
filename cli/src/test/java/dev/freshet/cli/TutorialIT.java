package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of the tutorial unchanged and in order. */
class TutorialIT {

    private static final Markdown TUTORIAL = Markdown.read("docs/tutorial/your-log-in-ten-minutes.md");

    @TempDir
    Path dir;

    @Test
    void shouldRunAsDescribed() throws Exception {
        List<String> commands = TUTORIAL.fenced("sh");
        assertThat(commands).anyMatch(line -> line.startsWith("./freshet run "));

        String output;
        try (Shell shell = new Shell(dir)) {
            output = shell.run(String.join("\n", commands));
        }

        assertThat(output.lines().toList()).containsAll(TUTORIAL.fenced("text"));
        JsonNode report =
                new ObjectMapper().readTree(dir.resolve("my-report.json").toFile());
        assertThat(report.at("/groups/valid").asLong()).isPositive();
        assertThat(dir.resolve("freshet-data/my-log")).doesNotExist();
    }
}
