package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.cli.command.replay.ReplayThread;
import dev.freshet.replay.LogScan;
import dev.freshet.replay.Replay;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.replay.ReplaySource;
import dev.freshet.replay.ShopLog;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.NewestTicks;
import dev.freshet.schemas.log.TickOrigin;
import dev.freshet.schemas.log.WrittenTick;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.streams.StreamsApp;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A replay of an old log and a streams app with live ticks, in either order and one after the other. */
@Tag("faults")
@Tag("slow")
@ExtendWith(KafkaExtension.class)
final class LiveTicksAndReplayIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int PARTITIONS = 2;
    private static final int ROWS = 2_000;
    private static final long T0 = 1_470_009_600_000L;

    @TempDir
    Path dir;

    /** The broker may forget the offsets of deleted topics late. */
    private final String group = "replay-" + UUID.randomUUID();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TestKafka kafka;
    private Path log;

    @BeforeEach
    void freshTopics(TestKafka broker) throws IOException {
        kafka = broker;
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
        List<String> lines = new ArrayList<>(List.of(ShopCsv.HEADER));
        for (int i = 0; i < ROWS; i++) {
            lines.add("user" + i % 37 + "," + i + ",CLICK,Home," + (T0 + i * 60_000L) + ",");
        }
        log = ShopCsv.write(dir.resolve("log.csv"), lines);
    }

    @Test
    void shouldRefuseAReplayIntoTopicsWithLiveTicks() {
        try (StreamsApp app = live("first")) {
            await().atMost(PATIENCE).until(() -> newest(TickOrigin.LIVE).size() == PARTITIONS);
            assertThat(replay(log.toString())).isEqualTo(1);
            assertThat(err.toString())
                    .contains("live ticks into topic user-events: partition ", "Set ticks.live=false", "another Kafka");
            assertThat(app.failure()).isEmpty();
        }
        assertThat(kafka.records("user-events"))
                .allSatisfy(record -> assertThat(record.key()).isNull());
    }

    @Test
    void shouldRefuseLiveTicksWhileAReplayIsUnfinishedAndAcceptThemWhenItIsGivenUp() {
        ReplayConfig config = new ReplayConfig(Map.of("replay.group", group));
        try (ShopLog opened = ShopLog.open(List.of(log), config, InputStream.nullInputStream());
                Replay half = Replay.open(
                        new ReplaySource(opened, LogScan.of(opened, fraction -> {}), config, 0, "elsewhere"),
                        kafka(),
                        SchemaRegistry.connect(kafka.registryUrl(), Map.of()),
                        (at, nextTime) -> at.next() < ROWS / 2);
                ReplayThread sending = new ReplayThread(half)) {
            sending.start();
            await().atMost(PATIENCE).until(() -> half.position().next() == ROWS / 2);
            assertThatThrownBy(() -> live("refused").close())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll("a replay into user-events has not ended", "Set ticks.live=false");
            assertThat(newest(TickOrigin.LIVE)).isEmpty();
            assertThat(sending.failure()).isEmpty();
        }
        assertThatThrownBy(() -> live("refused").close()).isInstanceOf(ConfigException.class);

        assertThat(replay("--give-up")).isZero();
        assertThat(out.toString()).contains("given up   log.csv after step 1,000, at 2016-08-01T");
        try (StreamsApp app = live("accepted")) {
            await().atMost(PATIENCE).until(() -> newest(TickOrigin.LIVE).size() == PARTITIONS);
            assertThat(app.failure()).isEmpty();
        }
    }

    @Test
    void shouldFollowAReplayThatHasEndedWithLiveTicks() {
        assertThat(replay(log.toString())).as(err.toString()).isZero();
        long before = System.currentTimeMillis();
        try (StreamsApp app = live("after")) {
            await().atMost(PATIENCE).until(() -> app.progress().reached(PARTITIONS, before));
            assertThat(app.progress().counter("events.accepted")).isEqualTo(ROWS);
            assertThat(app.failure()).isEmpty();
        }
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private List<WrittenTick> newest(TickOrigin origin) {
        return NewestTicks.read(kafka(), LogEnd.WRITTEN).ticks().stream()
                .filter(tick -> tick.origin() == origin)
                .toList();
    }

    private StreamsApp live(String id) {
        return StreamsApp.start(
                new TopologyConfig(Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "application.id",
                        id,
                        "state.dir",
                        dir.resolve("state").toString(),
                        "num.stream.threads",
                        "1")),
                SchemaRegistry.connect(kafka.registryUrl(), Map.of()));
    }

    private int replay(String... arguments) {
        List<String> command = new ArrayList<>(List.of("replay"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-b", kafka.bootstrapServers(), "--registry", kafka.registryUrl()));
        command.addAll(List.of("--set", "replay.group=" + group));
        return Freshet.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(command.toArray(String[]::new));
    }
}
