package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A start on store directories whose deletion was interrupted by a kill. */
@ExtendWith(KafkaExtension.class)
final class IncompleteStoreIT {

    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String APPLICATION = "incomplete";

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final List<UserEvent> log = ShopLog.events(20, 100, 1);
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
        Map<String, Long> counters = countersAtEnd();

        Path stores = dir.resolve(APPLICATION);
        leaveWriteAheadLogOnly(stores.resolve("0_0/rocksdb").resolve(StoreNames.TASK));
        deleteTables(stores.resolve("0_1/rocksdb").resolve(StoreNames.HISTORY_CHUNKS));

        assertThat(countersAtEnd()).isEqualTo(counters);
    }

    private Map<String, Long> countersAtEnd() {
        Map<String, String> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "application.id",
                APPLICATION,
                "state.dir",
                dir.toString(),
                "num.stream.threads",
                "1",
                "ticks.live",
                "false");
        try (StreamsApp app = StreamsApp.start(new TopologyConfig(settings), registry)) {
            await().atMost(PATIENCE).until(() -> {
                app.failure().ifPresent(failure -> {
                    throw new AssertionError("the app has failed", failure);
                });
                return app.progress().reached(PARTITIONS, end)
                        && CommittedInput.isAll(kafka.admin(), APPLICATION, PARTITIONS);
            });
            return app.progress().counters();
        }
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
