package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.embedded.ServerPorts;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.LogGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The apps in separate processes produce the same results as {@code freshet run} in one process. */
final class SingleAppsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int PARTITIONS = 2;
    private static final int SIGTERM = 143;

    @TempDir
    Path dir;

    private final List<FreshetProcess> started = new ArrayList<>();
    private Path log;
    private String brokers;
    private String registry;

    @AfterEach
    void endAll() {
        started.forEach(FreshetProcess::close);
    }

    @Test
    void shouldProduceTheSameResultsAsARunInOneProcess() throws Exception {
        log = ShopCsv.write(
                dir.resolve("shop.csv"),
                ShopCsv.lines(LogGenerator.seeded(5)
                        .withUsers(25)
                        .withDays(Instant.parse("2016-08-01T00:00:00Z"), 2)
                        .events()));
        JsonNode together = together();

        FreshetProcess broker = start("broker", "--port", "0", "--data-dir", path("kafka"));
        brokers = broker.find("Kafka on (127\\.0\\.0\\.1:\\d+)");
        FreshetProcess schemas = start("registry", "-b", brokers, "--port", "0");
        registry = schemas.find("schemas on (http://\\S+);");
        assertThat(ask("topics", "create", "--partitions", "" + PARTITIONS)).contains("created    user-events");

        List<FreshetProcess> streams = List.of(streams("one", 0), streams("two", ServerPorts.free()));
        FreshetProcess trainer = startApp("trainer", "--set", "batch.parts=16");
        finish("replay", log.toString(), "--score-requests");
        awaitProcessed(streams);
        assertThat(trainer.terminate()).as(trainer.output()).isEqualTo(SIGTERM);
        finish("trainer", "--until-end", "--set", "batch.parts=16");

        assertThat(ask("topics", "digest"))
                .contains(together.at("/digests/examples").asText());
        String versions = ask("model", "list", "--digest");
        assertThat(versions.lines().reduce((first, last) -> last).orElseThrow())
                .as(versions)
                .endsWith(together.at("/digests/weights").asText());
        ask("model", "export", "--out", path("exported"));
        assertThat(ask("model", "describe", path("exported")))
                .contains("sha256     " + together.at("/digests/weights").asText());
        for (FreshetProcess instance : streams) {
            assertThat(instance.terminate()).as(instance.output()).isEqualTo(SIGTERM);
        }
        scoreLive(versions);
        assertThat(schemas.terminate()).as(schemas.output()).isEqualTo(SIGTERM);
        assertThat(broker.terminate()).as(broker.output()).isEqualTo(SIGTERM);
    }

    /** Starts the app again with its defaults, which suit live requests, as a user does after a replay. */
    private void scoreLive(String versions) throws Exception {
        startApp("streams", "--state-dir", path("one"), "--set", "requests.model.wait=3m");
        String answered =
                ask("score", "user-1", "--candidates", "product-1,product-2,none", "--json", "--timeout", "3m");
        JsonNode answer = JSON.readTree(answered);
        assertThat(versions).contains(" " + answer.get("model_version").asText() + " ");
        assertThat(answer.get("history_length").asInt()).isPositive();
        assertThat(answer.get("items")).hasSize(3);
        assertThat(answer.findValuesAsText("known")).containsExactlyInAnyOrder("true", "true", "false");
        assertThat(ask("score", "nobody", "--top", "4")).contains("cold start").contains("rank  product");
    }

    private JsonNode together() throws Exception {
        Path report = dir.resolve("report.json");
        FreshetProcess run = start(
                "run",
                log.toString(),
                "--until-end",
                "--report",
                report.toString(),
                "--data-dir",
                path("run"),
                "--set",
                "run.partitions=" + PARTITIONS,
                "--set",
                "batch.parts=16");
        assertThat(run.exit()).as(run.output()).isZero();
        return JSON.readTree(report.toFile());
    }

    private FreshetProcess streams(String name, int healthPort) throws Exception {
        FreshetProcess streams = startApp(
                "streams",
                "--state-dir",
                path(name),
                "--health-port",
                "" + healthPort,
                "--set",
                "num.stream.threads=1",
                "--set",
                "ticks.live=false",
                "--set",
                "requests.order=time");
        streams.find("(running)    freshet");
        if (healthPort != 0) {
            await().atMost(PATIENCE)
                    .until(() -> status(healthPort, "live") == 200 && status(healthPort, "ready") == 200);
        }
        return streams;
    }

    private void awaitProcessed(List<FreshetProcess> streams) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            TopicOffsets offsets = new TopicOffsets(admin);
            await().atMost(PATIENCE)
                    .until(() -> streams.stream().allMatch(FreshetProcess::isAlive)
                            && offsets.hasProcessedTransactions("freshet", Topics.USER_EVENTS, Topics.SCORE_REQUESTS)
                            && offsets.isSettled(Topics.TRAINING_EXAMPLES.topic()));
            assertThat(admin.describeConsumerGroups(List.of("freshet"))
                            .describedGroups()
                            .get("freshet")
                            .get()
                            .members())
                    .as("both instances have partitions")
                    .hasSize(2)
                    .allSatisfy(member ->
                            assertThat(member.assignment().topicPartitions()).isNotEmpty());
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static int status(int port, String what) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/" + what))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Runs a short command, which starts no app, in this process. */
    private String ask(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("-b", brokers));
        if (!command[0].equals("topics")) { // topics commands need no schemas
            arguments.addAll(List.of("--registry", registry));
        }
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        assertThat(Freshet.commandLine().setOut(printer).setErr(printer).execute(arguments.toArray(String[]::new)))
                .as(() -> out.toString())
                .isZero();
        return out.toString();
    }

    private String finish(String... command) throws Exception {
        FreshetProcess process = startApp(command);
        assertThat(process.exit()).as(process.output()).isZero();
        return process.output();
    }

    private FreshetProcess startApp(String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("-b", brokers, "--registry", registry));
        return start(arguments.toArray(String[]::new));
    }

    private FreshetProcess start(String... arguments) throws IOException {
        FreshetProcess process =
                FreshetProcess.start(dir.resolve(started.size() + "-" + arguments[0] + ".out"), List.of(arguments));
        started.add(process);
        return process;
    }

    private String path(String name) {
        return dir.resolve(name).toString();
    }
}
