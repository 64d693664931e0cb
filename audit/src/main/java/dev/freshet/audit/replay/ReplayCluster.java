package dev.freshet.audit.replay;

import dev.freshet.audit.AuditListener;
import dev.freshet.core.retry.StallTimer;
import dev.freshet.embedded.EmbeddedBroker;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.StreamsApp;
import dev.freshet.streams.StreamsProgress;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.store.TaskCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;

/** A broker with Freshet's topics for reprocessing events; {@link #close} deletes its directory. */
final class ReplayCluster implements AutoCloseable {

    private static final String APPLICATION = "freshet-audit";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_AGAIN_MS = 200;

    private final Path directory;
    private final EmbeddedBroker broker;
    private final Admin admin;

    private ReplayCluster(Path directory, EmbeddedBroker broker) {
        this.directory = directory;
        this.broker = broker;
        this.admin = Admin.create(kafka());
    }

    /**
     * Starts a broker.
     *
     * @param parent where its directory is made; null for the system's temporary directory
     */
    static ReplayCluster start(Path parent, int partitions) throws IOException {
        Path directory = parent == null
                ? Files.createTempDirectory("freshet-audit-")
                : Files.createTempDirectory(Files.createDirectories(parent), "freshet-audit-");
        EmbeddedBroker broker;
        try {
            broker = EmbeddedBroker.start(
                    directory.resolve("kafka"),
                    0,
                    Map.of("message.max.bytes", Integer.toString(TopicSettings.LARGEST_RECORD)));
        } catch (RuntimeException e) {
            Utils.delete(directory.toFile());
            throw e;
        }
        ReplayCluster scratch = new ReplayCluster(directory, broker);
        TopicAdmin.ensure(scratch.admin, TopicSettings.of(partitions));
        return scratch;
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    TopicOffsets offsets() {
        return new TopicOffsets(admin);
    }

    /** Processes all of user-events like an application with these settings. */
    void process(TopologyConfig config, SchemaRegistry registry, AuditListener listener) {
        String events = Topics.USER_EVENTS.topic();
        Map<Integer, Long> ends = offsets().committedEnds(events);
        StallTimer timer = new StallTimer(PATIENCE);
        Map<Integer, Long> reached = Map.of();
        try (StreamsApp app = StreamsApp.start(settings(config), registry)) {
            while (!isProcessed(ends, reached, app.progress())) {
                app.failure().ifPresent(failure -> {
                    throw new KafkaException("the re-run failed: " + failure.getMessage(), failure);
                });
                listener.check(() -> line(app.progress(), ends));
                Utils.sleep(LOOK_AGAIN_MS);
                Map<Integer, Long> now = offsets().processed(APPLICATION, events);
                if (!now.equals(reached)) {
                    reached = now;
                    timer.moved();
                } else if (timer.isOver()) {
                    throw new KafkaException("the re-run stands still at " + reached + " of " + ends);
                }
            }
        }
    }

    private boolean isProcessed(Map<Integer, Long> ends, Map<Integer, Long> reached, StreamsProgress progress) {
        long queued = progress.counter(TaskCounter.QUEUED) + progress.counter(TaskCounter.TICKS_QUEUED);
        return queued == 0
                && ends.entrySet().stream().allMatch(end -> reached.getOrDefault(end.getKey(), 0L) >= end.getValue())
                && offsets().isSettled(Topics.TRAINING_EXAMPLES.topic());
    }

    /** The application's settings without those of its cluster, which change no example. */
    private TopologyConfig settings(TopologyConfig config) {
        Map<String, String> settings = new HashMap<>(config.describe());
        settings.keySet().removeIf(name -> name.startsWith(TopologyConfig.KAFKA_PREFIX));
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("application.id", APPLICATION);
        settings.put("state.dir", directory.resolve("state").toString());
        settings.put("ticks.live", "false");
        settings.put("requests.order", "time");
        return new TopologyConfig(settings);
    }

    private static String line(StreamsProgress progress, Map<Integer, Long> ends) {
        return String.format(
                Locale.ROOT,
                "re-running %,d of %,d records",
                progress.counter(TaskCounter.EVENTS_IN) + progress.counter(TaskCounter.TICKS),
                ends.values().stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public void close() throws IOException {
        admin.close(Duration.ofSeconds(1));
        broker.close();
        Utils.delete(directory.toFile());
    }
}
