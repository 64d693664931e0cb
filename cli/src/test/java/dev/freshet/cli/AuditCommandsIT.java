package dev.freshet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Audits pass the unchanged output of an app, and detect each change made to it. */
@ExtendWith(KafkaExtension.class)
final class AuditCommandsIT {

    private static final int PARTITIONS = 3;
    private static final String EXAMPLES = Topics.TRAINING_EXAMPLES.topic();
    private static final String SCORES = Topics.SCORES.topic();

    @TempDir
    Path dir;

    private final TestKafka kafka;

    AuditCommandsIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void emptyTopics() {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
    }

    @Test
    void shouldFailWhenNothingIsProcessed() {
        assertThat(refused("balance")).contains("nothing to audit: application audited", "application.id");
        assertThat(refused("replay")).contains("nothing to audit: application audited", "application.id");
    }

    @Test
    void shouldPassTheAppsOutputAndDetectChangesToIt() throws Exception {
        AuditedShop shop = new AuditedShop(kafka, dir, PARTITIONS);
        shop.process();
        shop.sendUnprocessedEvent();
        String subjects = subjects();

        assertThat(passedInSeparateProcess("balance")).contains("application audited, at rest\n", "passed");
        assertThat(passed("replay")).contains("examples are the same", "passed");
        assertThat(passed("replay --from 2016-08-01T12:00:00Z --until 2016-08-02T00:00:00Z"))
                .contains("2016-08-01T12:00:00Z to 2016-08-02T00:00:00Z");
        assertThat(refused("replay --from 2030-01-01T00:00:00Z")).contains("no example lies in 2030-01-01T00:00:00Z");
        assertThat(subjects()).as("an audit registers no schema").isEqualTo(subjects);
        assertThat(dir.resolve("scratch")).isEmptyDirectory();

        detectADuplicateAnswer();
        detectLostChangedAndDuplicateExamples(shop);
    }

    private void detectADuplicateAnswer() throws Exception {
        ConsumerRecord<byte[], byte[]> score = kafka.records(SCORES).stream()
                .filter(record -> record.offset() > 5)
                .findFirst()
                .orElseThrow();
        long second = AuditedShop.append(kafka, score);

        assertThat(failed("balance"))
                .contains("violation  scores " + score.partition() + " offset " + second + ": request '")
                .contains("is answered twice: in offset " + score.offset() + " too")
                .containsPattern(
                        "violation  scores " + score.partition() + ": \\d+ answers, the application counted \\d+")
                .doesNotContain("violation  training-examples");
    }

    /** Records in a topic cannot be changed, so the topic is created again; offsets then count records. */
    private void detectLostChangedAndDuplicateExamples(AuditedShop shop) throws Exception {
        List<List<ConsumerRecord<byte[], byte[]>>> records = kafka.records(EXAMPLES).stream()
                .collect(Collectors.groupingBy(ConsumerRecord::partition, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .toList();
        assertThat(records).hasSize(PARTITIONS);
        int lost = firstGroup(shop, records.get(0));
        records.get(0).remove(lost);
        int changed = firstGroup(shop, records.get(1));
        records.get(1).set(changed, shop.withAnotherDelay(records.get(1).get(changed)));
        int twice = firstGroup(shop, records.get(2));
        records.get(2).add(twice, records.get(2).get(twice));
        kafka.admin().deleteTopics(List.of(EXAMPLES)).all().get();
        await().atMost(Duration.ofMinutes(15))
                .until(() -> !kafka.admin().listTopics().names().get().contains(EXAMPLES));
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
        records.forEach(partition -> AuditedShop.appendAll(kafka, partition));

        assertThat(failed("replay"))
                .contains("violation  training-examples 0 offset " + lost + ": missing before it: the re-run emits the"
                        + " group of request '")
                .contains("violation  training-examples 1 offset " + changed
                        + ": differs: groups[0].delay_ms is 7, the re-run gives 0")
                .contains("violation  training-examples 2 offset " + (twice + 1)
                        + ": extra: the re-run does not emit the" + " group of request '")
                .contains("FAILED: 3 violations");
        assertThat(failed("balance"))
                .containsPattern("violation  training-examples 0: \\d+ request groups, the application counted \\d+")
                .containsPattern("violation  training-examples 2 offset " + (twice + 1)
                        + ": the group of request '.*' is there twice: in offset " + twice + " too")
                .doesNotContain("violation  training-examples 1");
    }

    private static int firstGroup(AuditedShop shop, List<ConsumerRecord<byte[], byte[]>> records) {
        for (int i = 1; i < records.size(); i++) {
            if (shop.isGroup(records.get(i))) {
                return i;
            }
        }
        throw new AssertionError("no group");
    }

    /** Runs the audit in a process that has read no record before. */
    private String passedInSeparateProcess(String audit) throws Exception {
        try (FreshetProcess process = FreshetProcess.start(dir.resolve("audit.out"), List.of(arguments(audit)))) {
            assertThat(process.exit()).as(process.output()).isZero();
            return process.output();
        }
    }

    private String passed(String audit) {
        return run(audit, 0);
    }

    private String failed(String audit) {
        return run(audit, 1);
    }

    private String refused(String audit) {
        String text = run(audit, 1);
        assertThat(text).contains("freshet: ").doesNotContain("passed");
        return text;
    }

    private String run(String audit, int code) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int exit = Freshet.commandLine().setOut(out).setErr(out).execute(arguments(audit));
        assertThat(exit).as(text.toString()).isEqualTo(code);
        return text.toString();
    }

    private String[] arguments(String audit) {
        List<String> arguments = new ArrayList<>(List.of("audit"));
        arguments.addAll(List.of(audit.split(" ", -1)));
        if (audit.startsWith("replay")) {
            arguments.addAll(List.of("--scratch-dir", dir.resolve("scratch").toString()));
        }
        arguments.addAll(List.of("-b", kafka.bootstrapServers(), "--registry", kafka.registryUrl()));
        arguments.addAll(List.of("--set", "application.id=" + AuditedShop.APPLICATION));
        return arguments.toArray(String[]::new);
    }

    private String subjects() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(kafka.registryUrl() + "/subjects"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString(UTF_8))
                .body();
    }
}
