package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.embedded.EmbeddedBroker;
import dev.freshet.embedded.EmbeddedRegistry;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.testkit.LogGenerator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The output of streams app and trainer for a log passes; the audit names the place of each leak that is appended to
 * it.
 */
final class AuditLeakageIT {

    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldPassATrainedModelAndLocatePlantedLeaks() throws Exception {
        train();
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("data/broker"), 0, Map.of());
                EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0)) {
            assertThat(audit(broker, registry)).as(err.toString()).isZero();
            assertThat(out.toString())
                    .endsWith("passed\n")
                    .doesNotContain("violation")
                    .containsPattern("training-examples +[\\d,]+ examples: [1-9][\\d,]* groups, [1-9][\\d,]* targets")
                    .containsPattern("training-metrics +[1-9][\\d,]* windows, [1-9][\\d,]* groups evaluated")
                    .containsPattern("model +(\\d\\d) versions with statistics, \\1 of them derived again")
                    .doesNotContain("are taken as they are");

            SchemaRegistry schemas = SchemaRegistry.connect(registry.url(), Map.of());
            PlantedRecords plant = new PlantedRecords(broker.bootstrapServers(), schemas);
            PlantedVersions versions = new PlantedVersions(broker.bootstrapServers(), schemas);
            List<String> expected = List.of(
                    plant.eventAtTheRequestsTime() + ".*PAST_ITS_TIME",
                    plant.cartOfTheRequest() + ".*OWN_REQUEST",
                    plant.eventThatCameLater() + ".*ARRIVED_LATER",
                    plant.targetBeforeItsGroup() + ".*EARLY_TARGET",
                    plant.targetOfAHeldOutRequest() + ".*HELD_OUT_TARGET",
                    plant.countOfTheNextMinute() + ".*COUNTED_EARLY.*'tea'",
                    plant.versionOfTheFuture() + ".*YOUNG_VERSION.*evaluated a request at",
                    versions.eventAtTheWatermark(),
                    versions.eventDatedBeforeTheWatermark(),
                    versions.statisticsOfALaterVersion());

            assertThat(audit(broker, registry)).isEqualTo(1);
            assertThat(out.toString()).endsWith("FAILED: 10 violations\n");
            expected.forEach(line -> assertThat(out.toString()).containsPattern(line));

            assertThat(audit(broker, registry, "--max-violations", "1")).isEqualTo(1);
            assertThat(out.toString().lines().filter(line -> line.startsWith("violation ")))
                    .hasSize(1);
        }
    }

    @Test
    void shouldFailOnEmptyTopics() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("empty"), 0, Map.of());
                EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicAdmin.ensure(admin, TopicSettings.of(2));

            assertThat(audit(broker, registry)).isEqualTo(1);
            assertThat(err.toString()).contains("an audit of nothing does not pass");
        }
    }

    private void train() throws Exception {
        Path log = ShopCsv.write(
                dir.resolve("shop.csv"),
                ShopCsv.lines(LogGenerator.seeded(5)
                        .withUsers(40)
                        .withDays(Instant.parse("2016-08-01T00:00:00Z"), 3)
                        .events()));
        List<String> run = List.of(
                "run",
                log.toString(),
                "--until-end",
                "--data-dir",
                dir.resolve("data").toString(),
                "--set",
                "run.partitions=2",
                "--set",
                "batch.parts=16");
        try (FreshetProcess process = FreshetProcess.start(dir.resolve("run.out"), run)) {
            assertThat(process.exit()).as(process.output()).isZero();
        }
    }

    private int audit(EmbeddedBroker broker, EmbeddedRegistry registry, String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> command = new ArrayList<>(
                List.of("audit", "leakage", "-b", broker.bootstrapServers(), "--registry", registry.url()));
        command.addAll(List.of(more));
        return Freshet.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(command.toArray(String[]::new));
    }
}
