package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.embedded.ServerPorts;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of the apps when brokers, topics or registry are missing or unsuitable. */
@ExtendWith(KafkaExtension.class)
final class ClusterIT {

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    ClusterIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void emptyBroker() {
        kafka.deleteTopics();
    }

    @Test
    void shouldNameBrokersThatDoNotAnswer() {
        String away = "127.0.0.1:" + ServerPorts.free();
        assertThat(run("streams", "-b", away, "--set", "start.wait=1s")).isEqualTo(1);
        assertThat(out.toString()).contains("waiting    for Kafka at " + away);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("no broker answers at " + away, "--bootstrap-servers", "waited 1s (start.wait)");
    }

    @Test
    void shouldNameBrokersWithAnUnknownHost() {
        assertThat(run("model", "list", "-b", "nowhere.invalid:9092", "--set", "start.wait=1s"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no broker answers at nowhere.invalid:9092");
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams", "trainer", "score u", "model list", "topics check"})
    void shouldSayHowToCreateMissingTopics(String command) {
        assertThat(run(here(command.split(" ", -1)))).isEqualTo(1);
        assertThat(err.toString())
                .contains("topics are missing", "user-events", "freshet topics create", kafka.bootstrapServers());
    }

    @Test
    void shouldCreateTopicsOnceAndRefuseAnotherNumberOfPartitions() {
        assertThat(run(here("topics", "create", "--partitions", "2", "--replication-factor", "1")))
                .isZero();
        assertThat(out.toString()).contains("created    user-events", "created    model-control");
        assertThat(run(here("topics", "create", "--partitions", "2"))).isZero();
        assertThat(out.toString()).contains("is there   user-events", "is there   model-control");
        assertThat(run(here("topics", "list"))).isZero();
        assertThat(out.toString()).contains("user-events                   2");
        assertThat(run(here("topics", "create", "--partitions", "3"))).isEqualTo(1);
        assertThat(err.toString())
                .contains("user-events: partitions is 2, must be 3", "set the configured number of partitions to 2");
    }

    @Test
    void shouldDeleteTheStateOfAnApplicationOnlyWhenTold(@TempDir Path dir) throws Exception {
        kafka.createTopics(1, "away-task-changelog", "away-other-changelog");
        Path state = Files.createDirectories(dir.resolve("away").resolve("0_0"));
        String[] reset = here("streams", "reset", "--state-dir", dir.toString(), "--set", "application.id=away");
        assertThat(run(reset)).isZero();
        assertThat(out.toString()).contains("would go   topic away-task-changelog", "without --yes");
        assertThat(state).exists();

        String[] sure = Arrays.copyOf(reset, reset.length + 1);
        sure[reset.length] = "--yes";
        assertThat(run(sure)).isZero();
        assertThat(out.toString()).contains("deleted    topic away-task-changelog", "deleted    directory");
        assertThat(state).doesNotExist();
        await().atMost(Duration.ofMinutes(15))
                .until(() -> !kafka.admin().listTopics().names().get().contains("away-task-changelog"));
        assertThat(kafka.admin().listTopics().names().get()).contains("away-other-changelog");
    }

    @Test
    void shouldReportTooFewBrokersForTheReplicas() {
        assertThat(run(here("topics", "create", "--replication-factor", "9"))).isEqualTo(1);
        assertThat(err.toString()).contains("could not be created with 9 replicas");
    }

    @ParameterizedTest
    @CsvSource({
        "streams, user-events, 88200000 (1470m: outage.max 1d + groups.window 30m)",
        "trainer, training-examples, 91800000 (1530m: outage.max 1d + publish.interval 1h + batch.span 30m)",
        "topics check, score-requests, 86410000 (86410s: outage.max 1d + requests.model.wait 10s)"
    })
    void shouldRefuseABoundThatIsTooShortForTheApp(String command, String topic, String need) {
        bounded(Map.of(Topics.named(topic).orElseThrow(), TimeSpan.DAY));
        assertThat(run(here(command.split(" ", -1)))).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        topic + ": retention.ms is 86400000 (1d), must be at least " + need,
                        "--bootstrap-server " + kafka.bootstrapServers() + " --alter");
    }

    @Test
    void shouldAcceptABoundThatCoversTheAppsAndSayWhatItLoses() {
        bounded(Map.of(Topics.USER_EVENTS, 2 * TimeSpan.DAY, Topics.SCORES, TimeSpan.HOUR));
        assertThat(run(here("topics", "check"))).isZero();
        assertThat(out.toString())
                .contains("configured correctly", "warning    user-events keeps 2d: ", "note       Kafka is one broker")
                .doesNotContain("scores keeps");
        assertThat(run(here("topics", "check", "--set", "outage.max=2d"))).isEqualTo(1);
        assertThat(err.toString()).contains("outage.max 2d + groups.window 30m");
    }

    @Test
    void shouldCreateTopicsWithTheirBounds() {
        assertThat(run(here(
                        "topics",
                        "create",
                        "--retention",
                        "user-events=90d",
                        "--retention",
                        "scores=7d",
                        "--retention-bytes",
                        "dead-letters=10GiB")))
                .isZero();
        assertThat(out.toString()).contains("created    scores", "warning    user-events keeps 90d: ");
        assertThat(run(here("topics", "create", "--retention", "scores=8d"))).isEqualTo(1);
        assertThat(err.toString()).contains("scores: retention.ms is 604800000, must be 691200000");
    }

    @Test
    void shouldCreateNothingWithABoundThatIsTooShort() {
        assertThat(run(here("topics", "create", "--retention", "user-events=1h")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("user-events: retention.ms is 3600000 (1h), must be at least 88200000");
        assertThat(run(here("topics", "check"))).isEqualTo(1);
        assertThat(err.toString()).contains("topics are missing");
    }

    @Test
    void shouldRefuseALogThatIsOlderThanABound() throws IOException {
        bounded(Map.of(Topics.TRAINING_EXAMPLES, 30 * TimeSpan.DAY));
        Path log = ShopCsv.write(dir.resolve("log.csv"), List.of(ShopCsv.HEADER, "anna,cup,CLICK,Home,1470009600000,"));
        assertThat(run(here("replay", log.toString(), "--registry", kafka.registryUrl())))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "training-examples: retention.ms is 2592000000 (30d), must be at least ",
                        "the age of the log's first row");
    }

    private void bounded(Map<Topics, Long> retention) {
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(2).withRetention(retention, Map.of()));
    }

    @Test
    void shouldDistinguishAWebPageFromARegistry() throws IOException {
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(1));
        HttpServer page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/", exchange -> {
            byte[] html = "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        page.start();
        try {
            String url = "http://127.0.0.1:" + page.getAddress().getPort();
            assertThat(run(here("streams", "--registry", url))).isEqualTo(1);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .contains(url + " does not speak as one", "is this the registry's address, or that of a web page");
        } finally {
            page.stop(0);
        }
    }

    @Test
    void shouldNameARegistryThatDoesNotAnswer() {
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(1));
        String url = "http://127.0.0.1:" + ServerPorts.free();
        assertThat(run(here("trainer", "--registry", url, "--set", "start.wait=1s")))
                .isEqualTo(1);
        assertThat(out.toString()).contains("waiting    for the schema registry at " + url);
        assertThat(err.toString()).contains(url, "freshet registry", "start.wait");
    }

    @Test
    void shouldHideSecretsInTheSettingsItShows() {
        run(
                "streams",
                "-b",
                "127.0.0.1:" + ServerPorts.free(),
                "--registry",
                "http://me:hunter2/1@localhost:1",
                "--set",
                "start.wait=1ms",
                "--set",
                "kafka.ssl.truststore.password=hunter2",
                "--set",
                "schema.registry.basic.auth.user.info=me:hunter2");
        assertThat(out.toString())
                .contains(
                        "kafka.ssl.truststore.password=[hidden]",
                        "schema.registry.basic.auth.user.info=[hidden]",
                        "schema.registry.url=http://***@localhost:1",
                        "groups.window=30m");
        assertThat(out.toString() + err).doesNotContain("hunter2");
    }

    private String[] here(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("-b", kafka.bootstrapServers()));
        return arguments.toArray(String[]::new);
    }

    private int run(String... args) {
        return Freshet.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }
}
