package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.freshet.cli.settings.SettingNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** docker-compose.yml is valid, and uses only commands and settings that exist. */
class ComposeFileTest {

    private static final List<List<String>> CLIENTS = List.of(List.of("docker", "compose"), List.of("docker-compose"));
    private static final List<String> APPS = List.of("topics", "streams", "trainer", "trainer-gpu", "cli");

    /** A variable that only the start script reads. */
    private static final String HEAP = "FRESHET_HEAP";

    private final JsonNode file = read();

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cli"})
    void shouldBeValidForTheClient(String profile) throws Exception {
        List<String> client = CLIENTS.stream()
                .filter(command -> run(command, "version") == 0)
                .findFirst()
                .orElse(List.of());
        if (client.isEmpty()) {
            System.err.println("SKIPPED: docker-compose.yml is not checked, for there is neither docker compose nor"
                    + " docker-compose on this machine");
        }
        assumeTrue(!client.isEmpty(), "no Compose client");
        List<String> options = new ArrayList<>(List.of("-f", "docker-compose.yml"));
        if (!profile.isEmpty()) {
            options.addAll(List.of("--profile", profile));
        }
        options.addAll(List.of("config", "-q"));

        assertThat(run(client, options.toArray(String[]::new))).isZero();
    }

    @Test
    void shouldLetTheStreamsAppScale() {
        JsonNode streams = file.at("/services/streams");

        assertThat(streams.has("container_name")).isFalse();
        assertThat(streams.has("ports")).isFalse();
        assertThat(streams.get("volumes"))
                .as("an anonymous volume, so that each replica gets a separate one")
                .allSatisfy(volume -> assertThat(volume.asText()).doesNotContain(":"));
    }

    @Test
    void shouldPassOnlyKnownSettings() {
        Set<String> known = SettingNames.known().stream()
                .map(name -> "FRESHET_" + name.toUpperCase(Locale.ROOT).replace('.', '_'))
                .collect(Collectors.toSet());
        known.add(HEAP);
        List<String> passed = new ArrayList<>();
        file.at("/x-freshet/environment").fieldNames().forEachRemaining(passed::add);

        assertThat(passed).hasSizeGreaterThan(10).isSubsetOf(known);
    }

    @Test
    void shouldRunCommandsThatExist() {
        CommandLine freshet = Freshet.commandLine();
        for (String app : APPS) {
            List<String> command = new ArrayList<>();
            file.at("/services/" + app + "/command")
                    .forEach(word -> command.add(word.asText().replaceAll("\\$\\{.*:-(.*)}", "$1")));
            assertThat(command).as(app).isNotEmpty();
            freshet.parseArgs(command.toArray(String[]::new));
        }
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper()
                    .readTree(Markdown.ROOT.resolve("docker-compose.yml").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Exit status; -1 when the command cannot be started. */
    private static int run(List<String> client, String... arguments) {
        List<String> command = new ArrayList<>(client);
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Markdown.ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(15, TimeUnit.MINUTES) ? process.exitValue() : -1;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
