package dev.freshet.replay;

import static dev.freshet.replay.LogFixtures.T0;
import static dev.freshet.replay.LogFixtures.csv;
import static dev.freshet.replay.LogFixtures.view;

import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Replays one log into one broker: whole, in parts, or killed. */
final class ReplayHarness {

    static final SchemaRegistry REGISTRY = SchemaRegistry.connect("mock://replay", Map.of());
    static final long TAIL = 5 * 60_000;

    private final ReplaySource source;
    private final String bootstrapServers;
    private final Map<String, Object> kafka;

    ReplayHarness(Path log, Map<String, String> settings, String bootstrapServers) {
        Map<String, String> all = new HashMap<>(Map.of("replay.score.requests", "true"));
        all.putAll(settings);
        ReplayConfig config = new ReplayConfig(all);
        ShopLog opened = LogFixtures.log(config, log);
        source = new ReplaySource(opened, LogScan.of(opened, fraction -> {}), config, TAIL, "use another --data-dir");
        this.bootstrapServers = bootstrapServers;
        kafka = Map.of("bootstrap.servers", bootstrapServers);
    }

    /**
     * Writes a log with pages, cart additions, equal times, quiet hours, empty ids and unreadable lines. The same seed
     * produces the same log.
     */
    static Path log(Path dir, long seed, int rows) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        long time = T0;
        for (int i = 0; lines.size() < rows; i++) {
            time += random.nextInt(20) == 0 ? random.nextInt(7_200_000) : random.nextInt(3000);
            String user = random.nextInt(40) == 0 ? "" : "user" + random.nextInt(30);
            int shown = 1 + random.nextInt(6);
            for (int j = 0; j < shown; j++) {
                lines.add(view(user, "p" + random.nextInt(50), time, "page" + i));
            }
            if (random.nextInt(3) == 0) {
                lines.add(user + ",p1,CART_UPDATE,Search," + (time += random.nextInt(500)) + ",page" + i);
            }
            if (random.nextInt(15) == 0) {
                lines.add(random.nextBoolean() ? "torn line," + i : user + ",p1,LIKE,s," + time + ",r");
            }
        }
        return csv(dir, lines.toArray(String[]::new));
    }

    Replay open(Pace pace) {
        return Replay.open(source, kafka, REGISTRY, pace);
    }

    /** Replays the rest. */
    ReplayPosition finish() throws InterruptedException {
        try (Replay replay = open(Pace.FULL)) {
            replay.run();
            return replay.position();
        }
    }

    /** Sends this number of steps, then stops in order. */
    ReplayPosition some(int steps) throws InterruptedException {
        AtomicReference<Replay> running = new AtomicReference<>();
        AtomicInteger left = new AtomicInteger(steps);
        try (Replay replay = open((at, nextTime) -> {
            if (left.getAndDecrement() > 0) {
                return true;
            }
            running.get().close();
            return false;
        })) {
            running.set(replay);
            replay.run();
            return replay.position();
        }
    }

    /** Sends this number of steps to the broker's log, then stops abruptly within the transaction. */
    void killAfter(int steps) {
        ReplayProducer producer = new ReplayProducer(kafka, REGISTRY, source.config());
        ReplayPosition at = producer.committed();
        try (ReplayPlan plan = source.plan()) {
            plan.skip(at == null ? 0 : at.next());
            producer.begin();
            for (int i = 0; i < steps; i++) {
                ReplayStep step = plan.next();
                if (step != null) {
                    producer.send(step, false);
                }
            }
            producer.flush();
        } finally {
            producer.close();
        }
    }

    /** The output of the replay: topic, partition, time, key and value of every committed record, in order. */
    List<String> contents() {
        return Stream.of(Topics.USER_EVENTS, Topics.SCORE_REQUESTS, Topics.REJECTED_EVENTS)
                .flatMap(topic -> contents(topic.topic()).stream())
                .toList();
    }

    /** {@link #contents} without rejected rows, which name file and line. */
    List<String> sent() {
        return Stream.of(Topics.USER_EVENTS, Topics.SCORE_REQUESTS)
                .flatMap(topic -> contents(topic.topic()).stream())
                .toList();
    }

    private List<String> contents(String topic) {
        HexFormat hex = HexFormat.of();
        try (TestKafka broker = TestKafka.at(bootstrapServers)) {
            return broker.records(topic).stream()
                    .map(record -> topic + "-" + record.partition() + " " + record.timestamp() + " "
                            + (record.key() == null ? "null" : hex.formatHex(record.key())) + " "
                            + hex.formatHex(record.value()))
                    .toList();
        } catch (Exception e) {
            throw new IllegalStateException("topic " + topic + " cannot be read", e);
        }
    }
}
