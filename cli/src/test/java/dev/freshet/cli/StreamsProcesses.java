package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.embedded.ServerPorts;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.topic.Topics;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Instances of one streams application, each a process with a separate state directory and health port. */
final class StreamsProcesses implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final String application;
    private final Path dir;
    private final Admin admin;
    private final List<String> arguments;
    private final Map<String, FreshetProcess> running = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    /** @param connection the options that name broker and registry */
    StreamsProcesses(String application, Path dir, Admin admin, List<String> connection) {
        this.application = application;
        this.dir = dir;
        this.admin = admin;
        this.arguments = List.copyOf(connection);
    }

    void start(String name, String... settings) throws IOException {
        ports.put(name, ServerPorts.free());
        List<String> all =
                new ArrayList<>(List.of("streams", "--state-dir", state(name).toString()));
        all.addAll(arguments);
        all.addAll(List.of("--health-port", "" + ports.get(name), "--set", "application.id=" + application));
        all.addAll(List.of("--set", "ticks.live=false", "--set", "num.stream.threads=1"));
        for (String setting : settings) {
            all.addAll(List.of("--set", setting));
        }
        running.put(name, FreshetProcess.start(dir.resolve(application + "-" + name + ".out"), all));
    }

    Path state(String name) {
        return dir.resolve(application + "-" + name);
    }

    /** Sends SIGKILL. */
    void kill(String name) throws InterruptedException {
        running.remove(name).kill();
    }

    /** Waits until the instance has restored its partitions. */
    void awaitReady(String name) {
        await().pollInterval(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> {
            assertAlive();
            return isReady(ports.get(name));
        });
    }

    /** Waits until everything in the input topics is processed and committed. */
    void awaitProcessed() {
        TopicOffsets offsets = new TopicOffsets(admin);
        await().pollInterval(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> {
            assertAlive();
            return offsets.hasProcessedTransactions(application, Topics.USER_EVENTS, Topics.SCORE_REQUESTS)
                    && offsets.isSettled(Topics.TRAINING_EXAMPLES.topic());
        });
    }

    private void assertAlive() throws IOException {
        for (FreshetProcess process : running.values()) {
            assertThat(process.isAlive()).as(process.output()).isTrue();
        }
    }

    private static boolean isReady(int port) throws IOException {
        var connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/health/ready").toURL().openConnection();
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false; // not up yet
        } finally {
            connection.disconnect();
        }
    }

    /** Stops the instances in order, so that they leave the group. */
    void stop() throws IOException, InterruptedException {
        for (FreshetProcess process : running.values()) {
            process.terminate();
        }
        running.clear();
    }

    @Override
    public void close() {
        running.values().forEach(FreshetProcess::close);
    }
}
