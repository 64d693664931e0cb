package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.StreamsApp;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JavaScript clients, which share only Kafka, the registry and the schemas with the Java code. */
class JavaScriptExamplesIT {

    private static final int PARTITIONS = 4;
    private static final int CUSTOMERS = 12;

    /** Each customer has a page of twelve products, a click, a cart addition and a purchase. */
    private static final int EVENTS = CUSTOMERS * 15;

    private static final Pattern ANSWER = Pattern.compile(
            "rank-(customer-\\d+)-\\d+ partition (\\d) history \\d+ \\(NO_MODEL\\):( product-\\d+=\\S+){5}");

    @TempDir
    Path dir;

    @Test
    void shouldSendEventsThatAreAcceptedAndReadTheAnswers() throws Exception {
        try (TestKafka kafka = TestKafka.start(Map.of())) {
            JavaScriptExamples examples = JavaScriptExamples.install(
                    Map.of("BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "SCHEMA_REGISTRY_URL", kafka.registryUrl()));
            TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
            List<String> answers;
            try (StreamsApp app = StreamsApp.start(
                    new TopologyConfig(Map.of(
                            "bootstrap.servers", kafka.bootstrapServers(),
                            "state.dir", dir.toString(),
                            "requests.model.wait", "0s")),
                    SchemaRegistry.connect(kafka.registryUrl(), Map.of()))) {
                // before the first tick events wait, so answers would not see them
                await().atMost(Duration.ofMinutes(15))
                        .until(() -> app.progress().watermarks().size() == PARTITIONS);
                assertThat(examples.run("produce-events.mjs", CUSTOMERS))
                        .contains("sent " + EVENTS + " events and " + CUSTOMERS + " requests");
                answers = examples.run("consume-scores.mjs", CUSTOMERS);
                await().atMost(Duration.ofMinutes(15))
                        .until(() -> app.progress().counter(TaskCounter.ACCEPTED) == EVENTS);
                assertThat(app.progress().counters())
                        .containsEntry(TaskCounter.EVENTS_IN, (long) EVENTS)
                        .containsEntry(TaskCounter.REQUESTS_ANSWERED, (long) CUSTOMERS);
            }
            assertThat(kafka.records(Topics.REJECTED_EVENTS.topic())).isEmpty();
            assertThat(kafka.records(Topics.DEAD_LETTERS.topic())).isEmpty();
            List<MatchResult> matched = answers.stream()
                    .flatMap(line -> ANSWER.matcher(line).results())
                    .toList();
            assertThat(matched).as(String.join("\n", answers)).hasSize(CUSTOMERS);
            assertThat(matched).extracting(match -> match.group(1)).doesNotHaveDuplicates();
            assertThat(matched).extracting(match -> match.group(2)).contains("0", "1", "2", "3");
        }
    }
}
