package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.streams.score.ServedModel;
import dev.freshet.streams.score.TestModels;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Versions that cannot serve, at the start of an instance and while it runs. */
@ExtendWith(KafkaExtension.class)
final class ServedVersionIT {

    private static final List<Block> GOOD = TestModels.trained(512);
    private static final List<Block> SHORT = TestModels.trained(16);

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private PublishedVersions versions;

    ServedVersionIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void open() {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(1));
        versions = new PublishedVersions(kafka.bootstrapServers(), new AvroSerde(registry), "main");
    }

    @AfterEach
    void close() {
        versions.close();
    }

    @Test
    void shouldServeTheNewestVersionThatItCanLoadAtStartAndLater() {
        versions.publish(1, GOOD);
        versions.publish(2, GOOD);
        versions.publish(3, TestModels.torn());
        versions.publish(4, TestModels.impossible());
        try (StreamsApp app = start(Map.of())) {
            awaitServed(app, new ServedModel(2, 4));
            assertThat(notices)
                    .hasSize(2)
                    .allSatisfy(notice -> assertThat(notice).contains("of model main cannot serve", "next version"))
                    .anySatisfy(notice -> assertThat(notice).startsWith("version 3 of"))
                    .anySatisfy(notice -> assertThat(notice).startsWith("version 4 of"));

            versions.publish(5, TestModels.impossible());
            awaitServed(app, new ServedModel(2, 5));
            versions.publish(6, GOOD);
            awaitServed(app, new ServedModel(6, -1));
            versions.publish(7, TestModels.torn());
            awaitServed(app, new ServedModel(6, 7));
            assertThat(app.failure()).isEmpty();
        }
    }

    @Test
    void shouldRefuseToStartWithALongerHistoryThanTheModelReads() {
        versions.publish(1, SHORT);

        assertThatThrownBy(() -> start(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("history.length (512) must be at most", "model main (16)", "Change one");
    }

    @Test
    void shouldGoOnWithoutAVersionThatReadsLessThanItsHistory() {
        try (StreamsApp app = start(Map.of())) {
            versions.publish(1, SHORT);
            awaitServed(app, new ServedModel(-1, 1));
            assertThat(notices).singleElement().asString().contains("history.length (512)", "model main (16)");
            assertThat(app.failure()).isEmpty();
        }
        try (StreamsApp app = start(Map.of("history.length", "16", "history.slide", "4"))) {
            awaitServed(app, new ServedModel(1, -1));
        }
    }

    private static void awaitServed(StreamsApp app, ServedModel expected) {
        await().atMost(Duration.ofMinutes(15)).untilAsserted(() -> {
            assertThat(app.failure()).isEmpty();
            assertThat(app.progress().model()).isEqualTo(expected);
        });
    }

    private StreamsApp start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("application.id", "served");
        settings.put("state.dir", dir.toString());
        settings.put("model.name", "main");
        settings.put("num.stream.threads", "1");
        settings.put("ticks.live", "false");
        return StreamsApp.start(new TopologyConfig(settings), registry, notices::add);
    }
}
