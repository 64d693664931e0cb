package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A start on store directories whose deletion was interrupted by a kill. */
@ExtendWith(KafkaExtension.class)
final class IncompleteStoreIT {

    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String APPLICATION = "incomplete";
    private static final String LATER = "later-";
    private static final int USERS = 20;

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final List<UserEvent> log = ShopLog.events(USERS, 100, 1);
    private final long end = log.get(log.size() - 1).getTimestamp() + TimeSpan.HOUR;

    IncompleteStoreIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @Test
    void shouldRestoreStoresWhoseDeletionWasInterrupted() throws Exception {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
        try (EventFeed feed = new EventFeed(kafka.bootstrapServers(), registry, PARTITIONS)) {
            feed.send(log);
            feed.send(List.of(new Tick(end)));
        }
        Map<String, Long> counters;
        try (StreamsApp app = start(APPLICATION)) {
            awaitEnd(app, APPLICATION, end);
            counters = app.progress().counters();
        }

        Path stores = dir.resolve(APPLICATION);
        leaveWriteAheadLogOnly(stores.resolve("0_0/rocksdb").resolve(StoreNames.TASK));
        deleteTables(stores.resolve("0_1/rocksdb").resolve(StoreNames.HISTORY_CHUNKS));

        long later = end + 2 * TimeSpan.HOUR;
        try (StreamsApp app = start(APPLICATION)) {
            awaitEnd(app, APPLICATION, end);
            assertThat(app.progress().counters()).isEqualTo(counters);
            try (EventFeed feed = new EventFeed(kafka.bootstrapServers(), registry, PARTITIONS)) {
                for (int user = 0; user < USERS; user++) {
                    feed.send(laterPage("user" + user));
                }
                feed.send(List.of(new Tick(later)));
            }
            awaitEnd(app, APPLICATION, later);
            counters = app.progress().counters();
        }
        try (StreamsApp undisturbed = start("undisturbed")) {
            awaitEnd(undisturbed, "undisturbed", later);
            assertThat(undisturbed.progress().counters()).isEqualTo(counters);
        }
        List<TrainingExample> examples = examples();
        assertThat(examples.stream()
                        .collect(Collectors.groupingBy(example -> example, Collectors.counting()))
                        .values())
                .as("both applications write the same examples, each once")
                .containsOnly(2L);
        assertThat(examples.stream()
                        .filter(example -> example.getGroups().stream()
                                .anyMatch(group -> group.getRequestId().startsWith(LATER))))
                .hasSize(2 * USERS)
                .allSatisfy(example -> assertThat(
                                example.getHistory().getTimestamps().get(0))
                        .as("the history has events of before the deletion")
                        .isLessThan(end));
    }

    /** A page after the end of the log, and a product of it in the cart: a group on the history before it. */
    private List<UserEvent> laterPage(String user) {
        String request = LATER + user;
        long time = end + TimeSpan.MINUTE;
        List<UserEvent> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            events.add(new UserEvent(user, "p" + i, ActionType.VIEW, "page", time, request, null));
        }
        events.add(new UserEvent(user, "p5", ActionType.CART_UPDATE, "page", time + 1000, request, null));
        return events;
    }

    private List<TrainingExample> examples() {
        AvroSerde serde = new AvroSerde(registry);
        return kafka.records(Topics.TRAINING_EXAMPLES.topic()).stream()
                .filter(record -> record.key() != null)
                .map(record -> (TrainingExample) serde.deserializer().deserialize(record.topic(), record.value()))
                .toList();
    }

    private StreamsApp start(String application) {
        Map<String, String> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "application.id",
                application,
                "state.dir",
                dir.toString(),
                "num.stream.threads",
                "1",
                "ticks.live",
                "false");
        return StreamsApp.start(new TopologyConfig(settings), registry);
    }

    private void awaitEnd(StreamsApp app, String application, long time) {
        await().atMost(PATIENCE).until(() -> {
            app.failure().ifPresent(failure -> {
                throw new AssertionError("the app has failed", failure);
            });
            return app.progress().reached(PARTITIONS, time) && CommittedInput.isAll(kafka.admin(), application);
        });
    }

    private static void leaveWriteAheadLogOnly(Path store) throws IOException {
        Utils.delete(store.toFile());
        Files.createDirectory(store);
        Files.write(store.resolve("000008.log"), new byte[] {1});
    }

    private static void deleteTables(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            List<Path> tables =
                    files.filter(file -> file.toString().endsWith(".sst")).toList();
            assertThat(tables).isNotEmpty();
            for (Path table : tables) {
                Files.delete(table);
            }
        }
    }
}
