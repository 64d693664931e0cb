package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An instance with a name keeps its partitions over a restart, and the others notice nothing. */
@ExtendWith(KafkaExtension.class)
final class RollingRestartIT {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());

    RollingRestartIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void createTopics() throws Exception {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
        try (EventFeed feed = new EventFeed(kafka.bootstrapServers(), registry, PARTITIONS)) {
            feed.send(ShopLog.events(30, 50, 1));
            feed.send(List.of(new Tick(TopologyHarness.T0 + TimeSpan.DAY)));
        }
    }

    @Test
    void shouldMoveNoPartitionWhenAnInstanceWithANameRestarts() {
        try (StreamsApp stays = start("named", "a")) {
            StreamsApp restarts = start("named", "b");
            awaitShared(stays, restarts);
            Set<Integer> ofOne = stays.partitionsAtHand();
            Set<Integer> ofOther = restarts.partitionsAtHand();
            long rebalances = stays.rebalances();

            long begun = System.nanoTime();
            restarts.close();
            try (StreamsApp again = start("named", "b")) {
                awaitShared(stays, again);
                report("with instance.id", begun);
                assertThat(stays.rebalances()).isEqualTo(rebalances);
                assertThat(stays.partitionsAtHand()).isEqualTo(ofOne);
                assertThat(again.partitionsAtHand()).isEqualTo(ofOther);
            }
        }
    }

    @Test
    void shouldHandPartitionsOverWhenAnInstanceWithoutANameStops() {
        try (StreamsApp stays = start("nameless", "")) {
            StreamsApp restarts = start("nameless", "");
            awaitShared(stays, restarts);
            long begun = System.nanoTime();
            restarts.close();
            await().atMost(PATIENCE).until(() -> stays.partitionsAtHand().size() == PARTITIONS);
            report("the others' takeover without instance.id", begun);
        }
    }

    private static void report(String what, long begun) {
        System.out.println("pause of a planned restart, " + what + ": "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + " ms");
    }

    private void awaitShared(StreamsApp one, StreamsApp other) {
        await().atMost(PATIENCE)
                .until(() -> !one.partitionsAtHand().isEmpty()
                        && !other.partitionsAtHand().isEmpty()
                        && one.partitionsAtHand().size()
                                        + other.partitionsAtHand().size()
                                == PARTITIONS);
    }

    private StreamsApp start(String application, String name) {
        Path state = name.isEmpty() ? dir.resolve(UUID.randomUUID().toString()) : dir.resolve(name);
        return StreamsApp.start(
                new TopologyConfig(Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "application.id",
                        application,
                        "instance.id",
                        name,
                        "num.stream.threads",
                        "1",
                        "ticks.live",
                        "false",
                        "state.dir",
                        state.toString())),
                registry);
    }
}
