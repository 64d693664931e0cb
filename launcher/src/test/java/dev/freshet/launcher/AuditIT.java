package dev.freshet.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.schemas.TopicAdmin;
import dev.freshet.schemas.TopicSettings;
import dev.freshet.schemas.Topics;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Audits pass what an app has done, and catch what was done to it. */
@ExtendWith(KafkaExtension.class)
final class AuditIT {

    private static final int PARTITIONS = 2;
    private static final String EXAMPLES = Topics.TRAINING_EXAMPLES.topic();
    private static final String SCORES = Topics.SCORES.topic();

    @TempDir
    Path dir;

    private final TestKafka kafka;

    AuditIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void emptyTopics() {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
    }

    @Test
    void shouldNotPassWhereNothingWasProcessed() {
        assertThat(refused("balance")).contains("nothing to audit: application audited", "application.id");
        assertThat(refused("replay")).contains("nothing to audit: application audited", "application.id");
    }

    @Test
    void shouldPassWhatAnAppDidAndCatchWhatWasDoneToIt() throws Exception {
        AuditedShop shop = new AuditedShop(kafka, dir, PARTITIONS);
        shop.process();
        shop.sendEventThatNobodyProcesses();
        String subjects = subjects();

        assertThat(passed("balance")).contains("application audited, at rest", "passed");
        assertThat(passed("replay")).contains("examples are the same", "passed");
        assertThat(passed("replay --from 2016-08-01T12:00:00Z --until 2016-08-02T00:00:00Z"))
                .contains("2016-08-01T12:00:00Z to 2016-08-02T00:00:00Z");
        assertThat(refused("replay --from 2030-01-01T00:00:00Z")).contains("no example lies in 2030-01-01T00:00:00Z");
        assertThat(subjects()).as("an audit registers nothing").isEqualTo(subjects);
        assertThat(dir.resolve("scratch")).isEmptyDirectory();

        catchRecordsThatAreThereTwice();
        catchRecordsThatAreLostOrChanged(shop);
    }

    private void catchRecordsThatAreThereTwice() throws Exception {
        ConsumerRecord<byte[], byte[]> score = first(SCORES, 0, record -> record.offset() > 5);
        ConsumerRecord<byte[], byte[]> example = first(EXAMPLES, 1, record -> record.key() != null);
        long secondScore = append(score);
        long secondExample = append(example);

        String balance = failed("balance");
        assertThat(balance)
                .contains("violation  scores 0 offset " + secondScore + ": request '")
                .contains("is answered twice: in offset " + score.offset() + " too")
                .contains("violation  training-examples 1 offset " + secondExample + ": ")
                .contains("is there twice: in offset " + example.offset() + " too")
                .containsPattern("violation  scores 0: \\d+ answers, the application counted \\d+");
        String replay = failed("replay");
        assertThat(replay)
                .contains("violation  training-examples 1 offset " + secondExample + ": extra: the re-run emits nothing")
                .contains("FAILED: 1 violations")
                .doesNotContain("training-examples 0 offset");
    }

    /** Nothing can be changed in a topic: it is made again. */
    private void catchRecordsThatAreLostOrChanged(AuditedShop shop) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(kafka.records(EXAMPLES));
        records.remove(records.size() - 1); // the second copy of an example
        int lost = firstGroup(shop, records, 0);
        records.remove(lost);
        int changed = firstGroup(shop, records, 1);
        records.set(changed, shop.withAnotherDelay(records.get(changed)));
        kafka.admin().deleteTopics(List.of(EXAMPLES)).all().get();
        await().until(() -> !kafka.admin().listTopics().names().get().contains(EXAMPLES));
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
        for (ConsumerRecord<byte[], byte[]> record : records) {
            append(record);
        }
        long inPartitionZero =
                records.stream().filter(record -> record.partition() == 0).count();

        assertThat(failed("replay"))
                .contains("violation  training-examples 0 offset " + lost + ": missing before it: the re-run emits")
                .contains("violation  training-examples 1 offset " + (changed - inPartitionZero)
                        + ": differs: groups[0].delay_ms is 7, the re-run gives 0");
        assertThat(failed("balance"))
                .containsPattern("violation  training-examples 0: \\d+ request groups, the application counted \\d+")
                .doesNotContain("violation  training-examples 1: ");
    }

    private static int firstGroup(AuditedShop shop, List<ConsumerRecord<byte[], byte[]>> records, int partition) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).partition() == partition && shop.isGroup(records.get(i))) {
                return i;
            }
        }
        throw new AssertionError("no group in partition " + partition);
    }

    private ConsumerRecord<byte[], byte[]> first(
            String topic, int partition, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        return kafka.records(topic).stream()
                .filter(record -> record.partition() == partition && wanted.test(record))
                .findFirst()
                .orElseThrow();
    }

    private long append(ConsumerRecord<byte[], byte[]> record) throws Exception {
        return AuditedShop.append(kafka, record);
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
        List<String> arguments = new ArrayList<>(List.of("audit"));
        arguments.addAll(List.of(audit.split(" ", -1)));
        if (audit.startsWith("replay")) {
            arguments.addAll(List.of("--scratch-dir", dir.resolve("scratch").toString()));
        }
        arguments.addAll(List.of("-b", kafka.bootstrapServers(), "--registry", kafka.registryUrl()));
        arguments.addAll(List.of("--set", "application.id=" + AuditedShop.APPLICATION));
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int exit = Freshet.commandLine().setOut(out).setErr(out).execute(arguments.toArray(String[]::new));
        System.out.println(text);
        assertThat(exit).as(text.toString()).isEqualTo(code);
        return text.toString();
    }

    private String subjects() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(kafka.registryUrl() + "/subjects")).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString(UTF_8))
                .body();
    }
}
