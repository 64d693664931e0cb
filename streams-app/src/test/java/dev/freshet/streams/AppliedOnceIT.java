package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.InputChangedException;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each record is applied once, whatever becomes of the group's offsets; a log that does not continue stops the app. */
@ExtendWith(KafkaExtension.class)
final class AppliedOnceIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String APPLICATION = "once";
    private static final TopicPartition EVENTS = new TopicPartition(Topics.USER_EVENTS.topic(), 0);

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final List<UserEvent> log = ShopLog.events(20, 60, 1);
    private final long end = log.get(log.size() - 1).getTimestamp() + TimeSpan.HOUR;

    AppliedOnceIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void processALog() throws Exception {
        kafka.deleteTopics();
        createTopics();
        send(end);
        try (StreamsApp app = start()) {
            await().atMost(PATIENCE).until(() -> app.progress().reached(1, end));
        }
        await().atMost(PATIENCE).until(this::isGroupEmpty);
    }

    @Test
    void shouldApplyNothingAgainWhenTheBrokersHaveDroppedTheOffsets() throws Exception {
        int examples = kafka.records(Topics.TRAINING_EXAMPLES.topic()).size();
        kafka.admin().deleteConsumerGroups(List.of(APPLICATION)).all().get();
        long later = end + TimeSpan.MINUTE / 2;
        try (EventFeed feed = new EventFeed(kafka.bootstrapServers(), registry, 1)) {
            feed.send(List.of(new Tick(later)));
        }
        try (StreamsApp app = start()) {
            await().atMost(PATIENCE).until(() -> app.progress().reached(1, later));
            assertThat(app.progress().counter("events.in")).isEqualTo(log.size());
            assertThat(app.progress().counter("ticks")).isEqualTo(2);
        }
        assertThat(kafka.records(Topics.TRAINING_EXAMPLES.topic())).hasSize(examples);
    }

    @Test
    void shouldStopWhenRecordsAreGoneThatWereNotApplied() throws Exception {
        send(end + TimeSpan.HOUR);
        long all = kafka.records(EVENTS.topic()).size();
        kafka.admin()
                .deleteRecords(Map.of(EVENTS, RecordsToDelete.beforeOffset(all - 2)))
                .all()
                .get();
        assertThat(failure())
                .hasMessageContainingAll("partition 0 of user-events begins at offset " + (all - 2), "reset");
    }

    @Test
    void shouldStopWhenTheTopicWasCreatedAgainAndStartAnewAfterAReset() throws Exception {
        kafka.admin().deleteTopics(List.of(EVENTS.topic())).all().get();
        await().atMost(PATIENCE)
                .until(() -> !kafka.admin().listTopics().names().get().contains(EVENTS.topic()));
        createTopics();
        send(end);
        assertThat(failure()).hasMessageContainingAll("user-events has been deleted and created again", "reset");

        await().atMost(PATIENCE).until(this::isGroupEmpty);
        ApplicationState state = new ApplicationState(kafka.admin(), config());
        assertThat(state.changelogs()).hasSizeGreaterThan(5);
        state.delete();
        assertThat(state.changelogs()).isEmpty();
        assertThat(state.directory()).doesNotExist();
        try (StreamsApp app = start()) {
            await().atMost(PATIENCE).until(() -> app.progress().reached(1, end));
            assertThat(app.progress().counter("events.in")).isEqualTo(log.size());
            assertThatThrownBy(state::delete).hasMessageContaining("is running");
        }
    }

    private Throwable failure() {
        try (StreamsApp app = start()) {
            await().atMost(PATIENCE).until(() -> app.failure().isPresent());
            assertThat(app.failure().orElseThrow()).isInstanceOf(InputChangedException.class);
            return app.failure().orElseThrow();
        }
    }

    private void createTopics() {
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(1));
    }

    private void send(long tick) throws Exception {
        try (EventFeed feed = new EventFeed(kafka.bootstrapServers(), registry, 1)) {
            feed.send(log);
            feed.send(List.of(new Tick(tick)));
        }
    }

    private boolean isGroupEmpty() throws Exception {
        return kafka.admin()
                .describeConsumerGroups(List.of(APPLICATION))
                .describedGroups()
                .get(APPLICATION)
                .get()
                .members()
                .isEmpty();
    }

    private StreamsApp start() {
        return StreamsApp.start(config(), registry);
    }

    private TopologyConfig config() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "application.id",
                APPLICATION,
                "num.stream.threads",
                "1",
                "ticks.live",
                "false"));
        settings.put("state.dir", dir.resolve("state").toString());
        return new TopologyConfig(settings);
    }
}
