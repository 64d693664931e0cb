package dev.freshet.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.score.ScoringTimes;
import dev.freshet.streams.score.ServingModelSupplier;
import dev.freshet.streams.store.InputLog;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/** The topology on Kafka's test driver, with one task. Unless a test sets it, one witness moves the watermark. */
public final class TopologyHarness implements AutoCloseable {

    /** A time that the rules accept. */
    public static final long T0 = 1_470_000_000_000L;

    private static final InputLog.Source WHOLE_LOG = (topic, partition) -> new InputLog(topic, 0, Long.MAX_VALUE, 0);

    public final TopologyTestDriver driver;
    final AvroSerde serde;
    private final TopologyConfig config;

    public TopologyHarness(Path stateDir, Map<String, String> settings, ServingModelSupplier models) {
        this(stateDir, settings, models, 1);
    }

    /** The driver runs only partition 0 of {@code partitions}. */
    public TopologyHarness(Path stateDir, Map<String, String> settings, ServingModelSupplier models, int partitions) {
        SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
        serde = new AvroSerde(registry);
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("watermark.witnesses", "1");
        config = new TopologyConfig(all);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "harness");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(
                FreshetTopology.build(config, registry, partitions, WHOLE_LOG, models, new ScoringTimes()),
                properties,
                Instant.ofEpochMilli(T0));
    }

    public static UserEvent event(String user, String product, ActionType action, long timestamp, String request) {
        return new UserEvent(user, product, action, "page", timestamp, request, null);
    }

    public void send(UserEvent event) {
        raw(
                Topics.USER_EVENTS,
                event.getUserId().getBytes(UTF_8),
                encode(Topics.USER_EVENTS, event),
                event.getTimestamp());
    }

    public void tick(long timestamp) {
        raw(Topics.USER_EVENTS, null, encode(Topics.USER_EVENTS, new Tick(timestamp)), timestamp);
    }

    public void request(ScoreRequest request) {
        raw(
                Topics.SCORE_REQUESTS,
                request.getUserId().getBytes(UTF_8),
                encode(Topics.SCORE_REQUESTS, request),
                request.getTimestamp());
    }

    byte[] encode(Topics topic, SpecificRecord record) {
        return serde.serializer().serialize(topic.topic(), record);
    }

    void raw(Topics topic, byte[] key, byte[] value, long timestamp) {
        driver.createInputTopic(topic.topic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, Instant.ofEpochMilli(Math.max(0, timestamp))));
    }

    List<TestRecord<byte[], byte[]>> raw(Topics topic) {
        return driver.createOutputTopic(topic.topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    List<SpecificRecord> read(Topics topic) {
        List<SpecificRecord> records = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : raw(topic)) {
            records.add(serde.deserializer().deserialize(topic.topic(), record.value()));
        }
        return records;
    }

    List<TrainingExample> examples() {
        return only(TrainingExample.class, read(Topics.TRAINING_EXAMPLES));
    }

    public List<RejectedEvent> rejected() {
        return only(RejectedEvent.class, read(Topics.REJECTED_EVENTS));
    }

    /**
     * Runs the punctuators of the next so many times 50 ms. Each works for a share of real time, so that one of them may do
     * little on a busy machine.
     */
    public void punctuate(int times) {
        for (int i = 0; i < times; i++) {
            driver.advanceWallClockTime(Duration.ofMillis(50));
        }
    }

    public List<Scores> scores() {
        return only(Scores.class, read(Topics.SCORES));
    }

    static <T> List<T> only(Class<T> type, List<SpecificRecord> records) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>();
        try (KeyValueIterator<String, byte[]> rows =
                driver.<String, byte[]>getKeyValueStore(StoreNames.TASK).all()) {
            rows.forEachRemaining(row -> {
                if (TaskState.isNumber(row.key)) {
                    counters.put(row.key, TaskState.number(row.value));
                }
            });
        }
        return counters;
    }

    /** Rows of a store by key; byte arrays as {@link Bytes}, which compare by content. */
    Map<Object, Object> contents(String store) {
        Map<Object, Object> contents = new HashMap<>();
        try (KeyValueIterator<Object, Object> rows =
                driver.getKeyValueStore(store).all()) {
            rows.forEachRemaining(row ->
                    contents.put(row.key, row.value instanceof byte[] bytes ? Bytes.wrap(bytes) : row.value));
        }
        return contents;
    }

    int rows(String store) {
        int n = 0;
        try (KeyValueIterator<Object, Object> rows =
                driver.getKeyValueStore(store).all()) {
            for (; rows.hasNext(); rows.next()) {
                n++;
            }
        }
        return n;
    }

    public long counter(String name) {
        return counters().getOrDefault(name, 0L);
    }

    /** Whether every input event is counted exactly once as output. */
    public boolean balanceCloses() {
        Map<String, Long> counters = counters();
        long out = counters.entrySet().stream()
                .filter(row ->
                        row.getKey().startsWith("events.") && !row.getKey().equals(TaskCounter.EVENTS_IN))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return out == counters.getOrDefault(TaskCounter.EVENTS_IN, 0L);
    }

    TopologyConfig config() {
        return config;
    }

    @Override
    public void close() {
        driver.close();
    }
}
