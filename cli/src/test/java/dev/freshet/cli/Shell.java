package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A stand-in for the repository's root, in which commands of documents run and write. */
final class Shell implements AutoCloseable {

    private static final List<String> LINKED = List.of("freshet", "examples");
    private static final int MINUTES = 20;

    private final Path dir;

    Shell(Path dir) throws IOException {
        this.dir = dir;
        for (String name : LINKED) {
            Files.createSymbolicLink(dir.resolve(name), Markdown.ROOT.resolve(name));
        }
    }

    /** Runs a script to its end and returns what it printed; fails with that unless every command succeeds. */
    String run(String script) throws IOException, InterruptedException {
        Path output = dir.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // half the CPU time of so short a run
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 " + ClassArchive.option());
        Process process = builder.start();
        boolean ended;
        try {
            ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String printed = Files.readString(output);
        assertThat(ended).as("the script ends by itself: " + printed).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    @Override
    public void close() throws IOException {
        for (String name : LINKED) {
            Files.deleteIfExists(dir.resolve(name));
        }
    }
}
