package dev.freshet.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Apicurio Registry with in-memory storage in a separate JVM. The build unpacks it into {@code target/apicurio}. */
final class Apicurio implements AutoCloseable {

    private static final Path HOME = Path.of("target", "apicurio");
    private static final Path LOG = Path.of("target", "apicurio.log");
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Process process;
    private final String url;

    private Apicurio(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @throws IllegalStateException when Apicurio is not unpacked, exits, or does not listen within five minutes
     */
    static Apicurio start() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=0",
                        "-jar",
                        jar().toAbsolutePath().toString())
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        try {
            return new Apicurio(process, await(process) + "/apis/ccompat/v7");
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Path jar() throws IOException {
        if (Files.isDirectory(HOME)) {
            try (var files = Files.newDirectoryStream(HOME, "*-runner.jar")) {
                for (Path jar : files) {
                    return jar;
                }
            }
        }
        throw new IllegalStateException(
                "no Apicurio in " + HOME + "; mvn -pl testkit -am pre-integration-test unpacks it");
    }

    private static String await(Process process) {
        Awaitility.await("Apicurio to listen; see " + LOG.toAbsolutePath())
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || listening().isPresent());
        return listening().orElseThrow(() -> new IllegalStateException("Apicurio ended; see " + LOG.toAbsolutePath()));
    }

    private static Optional<String> listening() {
        try {
            Matcher listening = LISTENING.matcher(Files.readString(LOG));
            return listening.find() ? Optional.of(listening.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
