package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.streams.score.TestModels;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A queue of requests beside a queue of events. */
@ExtendWith(KafkaExtension.class)
final class RequestFloodIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int REQUESTS = 4_000;
    private static final int EVENTS = 6_000;
    private static final long T1 = TopologyHarness.T0 + TimeSpan.HOUR;

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final List<UserEvent> histories = RequestFlood.histories(TopologyHarness.T0);
    private RequestFlood requests;
    private PublishedVersions versions;

    RequestFloodIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void applyHistories() throws Exception {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(1));
        AvroSerde serde = new AvroSerde(registry);
        requests = new RequestFlood(kafka, serde);
        versions = new PublishedVersions(kafka.bootstrapServers(), serde, "main");
        versions.publish(1, TestModels.trained(512));
        send(histories);
        try (StreamsApp app = start(Map.of())) {
            awaitAccepted(app, histories.size());
        }
    }

    @AfterEach
    void close() {
        requests.close();
        versions.close();
    }

    @Test
    void shouldApplyQueuedEventsBesideQueuedRequests() throws Exception {
        requests.send(REQUESTS, System.currentTimeMillis());
        send(RequestFlood.events(EVENTS, T1));
        try (StreamsApp app = start(Map.of("requests.deadline", "none"))) {
            awaitAccepted(app, histories.size() + EVENTS);
            assertThat(app.progress().counter(TaskCounter.REQUESTS_ANSWERED)).isBetween(1L, REQUESTS - 1_000L);
            awaitAnswered(app);
        }
        assertThat(requests.answers())
                .hasSize(REQUESTS)
                .allSatisfy(answer -> assertThat(answer.getDegraded()).isNull())
                .extracting(Scores::getRequestId)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldRankByPopularityPastTheDeadlineOfAQueueAndByTheModelAfterIt() throws Exception {
        long longAgo = System.currentTimeMillis() - TimeSpan.HOUR;
        requests.send(REQUESTS, longAgo);
        try (StreamsApp app = start(Map.of("requests.deadline", "100ms"))) {
            awaitAnswered(app);
            long past = app.progress().counter(TaskCounter.REQUESTS_PAST_DEADLINE);
            assertThat(past).isBetween(1L, REQUESTS - 1L);
            requests.send(1, longAgo); // a slow clock, and no queue
            awaitAnswered(app);
            assertThat(app.progress().counter(TaskCounter.REQUESTS_PAST_DEADLINE))
                    .isEqualTo(past);
        }
        List<Scores> answers = requests.answers();
        assertThat(answers)
                .extracting(Scores::getRequestId)
                .hasSize(REQUESTS + 1)
                .doesNotHaveDuplicates();
        assertThat(answers.get(0).getDegraded()).isNull();
        assertThat(answers.get(REQUESTS).getModelVersion()).isEqualTo(1);
        assertThat(answers)
                .filteredOn(answer -> "DEADLINE".equals(answer.getDegraded()))
                .isNotEmpty()
                .allSatisfy(answer -> {
                    assertThat(answer.getModelVersion()).isEqualTo(-1);
                    assertThat(answer.getHistorySequence()).isEqualTo(600);
                    assertThat(answer.getItems()).hasSize(3);
                });
    }

    private void send(List<UserEvent> events) throws Exception {
        try (EventFeed feed = new EventFeed(kafka.bootstrapServers(), registry, 1)) {
            feed.send(events);
        }
    }

    private void awaitAccepted(StreamsApp app, long events) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> app.progress().counter(TaskCounter.ACCEPTED) == events);
    }

    private void awaitAnswered(StreamsApp app) {
        await().atMost(PATIENCE).until(() -> app.progress().counter(TaskCounter.REQUESTS_ANSWERED) == requests.sent());
    }

    private StreamsApp start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("application.id", "flood");
        settings.put("state.dir", dir.toString());
        settings.put("model.name", "main");
        settings.put("num.stream.threads", "1");
        settings.put("ticks.live", "false");
        settings.put("watermark.witnesses", "1");
        return StreamsApp.start(new TopologyConfig(settings), registry);
    }
}
