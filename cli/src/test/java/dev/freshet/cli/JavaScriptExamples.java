package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** A copy of examples/javascript under {@code target}. Its packages are installed there once. */
final class JavaScriptExamples {

    private static final Path HOME = Path.of("target", "javascript").toAbsolutePath();
    private static final Path EXAMPLES = HOME.resolve("examples/javascript");
    private static final int MINUTES = 20;

    private final Map<String, String> environment;

    private JavaScriptExamples(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Copies the examples and installs what they need.
     *
     * @throws TestAbortedException when node or npm is missing, or npm cannot install
     */
    static JavaScriptExamples install(Map<String, String> environment) throws IOException, InterruptedException {
        Files.createDirectories(EXAMPLES);
        Path lock = EXAMPLES.resolve("package-lock.json");
        Path source = Markdown.ROOT.resolve("examples/javascript");
        boolean installed = Files.isDirectory(EXAMPLES.resolve("node_modules"))
                && Arrays.equals(Files.readAllBytes(lock), Files.readAllBytes(source.resolve("package-lock.json")));
        try (var files = Files.newDirectoryStream(source, "*.{mjs,json}")) {
            for (Path file : files) {
                Files.copy(file, EXAMPLES.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path schemas = HOME.resolve("schemas");
        if (!Files.exists(schemas)) {
            Files.createSymbolicLink(schemas, Markdown.ROOT.resolve("schemas"));
        }
        JavaScriptExamples examples = new JavaScriptExamples(environment);
        examples.require("node", "--version");
        if (!installed) {
            examples.require("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }
        return examples;
    }

    /** Runs an example to its end and returns the lines that it printed; fails with them unless it succeeds. */
    List<String> run(String example, int number) throws IOException, InterruptedException {
        Path output = HOME.resolve(example + ".log");
        int status = execute(output, List.of("node", example, Integer.toString(number)));
        assertThat(status).as(Files.readString(output)).isZero();
        return Files.readAllLines(output);
    }

    private void require(String... command) throws IOException, InterruptedException {
        Path output = HOME.resolve(command[0] + ".log");
        String why;
        try {
            if (execute(output, List.of(command)) == 0) {
                return;
            }
            why = Files.readString(output);
        } catch (IOException e) {
            why = e.getMessage();
        }
        String message = "SKIPPED: the JavaScript examples need Node.js and npm packages; '" + String.join(" ", command)
                + "' failed: " + why;
        System.out.println(message);
        throw new TestAbortedException(message);
    }

    private int execute(Path output, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(EXAMPLES.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as(command + " ended by itself; it printed " + Files.readString(output))
                    .isTrue();
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
