package dev.freshet.streams;

import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.event.LiveTicks;
import dev.freshet.streams.event.UnfinishedReplay;
import dev.freshet.streams.score.ModelFollower;
import dev.freshet.streams.score.ScoringTimes;
import dev.freshet.streams.score.ServedModel;
import dev.freshet.streams.store.IncompleteStores;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running instance of the streams application, and the model that it serves. */
public final class StreamsApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final ModelFollower models;
    private final BrokerInputLogs logs;
    private final CloseOptions.GroupMembershipOperation atClose;
    private final KafkaStreams streams;
    /** Null when ticks.live is false. */
    private final LiveTicks ticks;

    private final ScoringTimes times = new ScoringTimes();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile StreamsProgress progress = new StreamsProgress(Map.of(), Map.of(), 0, 0, ServedModel.NONE);

    private StreamsApp(TopologyConfig config, SchemaRegistry registry, Consumer<String> notices) {
        Map<String, Object> client = new HashMap<>(config.kafka());
        client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.string("bootstrap.servers"));
        EventsTopic events = EventsTopic.describe(client);
        if (config.liveTicks()) {
            UnfinishedReplay.refuse(client);
        }
        atClose = config.isStaticMember()
                ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
                : CloseOptions.GroupMembershipOperation.LEAVE_GROUP;
        models = new ModelFollower(
                client,
                new AvroSerde(registry),
                config.string("model.name"),
                config.history().length(),
                notices);
        logs = new BrokerInputLogs(client, config.string("application.id"));
        try {
            models.start();
            streams = create(
                    FreshetTopology.build(config, registry, events.partitions(), logs, models, times),
                    StreamsSettings.of(config, events.replication()),
                    config);
            ticks = config.liveTicks() ? new LiveTicks(client, registry, this::partitionsAtHand) : null;
        } catch (RuntimeException e) {
            logs.close();
            models.close();
            throw e;
        }
        streams.setUncaughtExceptionHandler(e -> {
            failure.compareAndSet(null, FailureTranslator.of(e, config.string("state.dir")));
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    /** Starts an instance like {@link #start(TopologyConfig, SchemaRegistry, Consumer)}; the log has its notices. */
    public static StreamsApp start(TopologyConfig config, SchemaRegistry registry) {
        return start(config, registry, notice -> {});
    }

    /**
     * Starts an instance, which serves the newest version of the model that it can load; its topics must exist.
     *
     * @param notices receives one line for each thing that the operator should know
     * @throws ConfigException when {@code history.length} is above what the published model reads
     * @throws KafkaException when the brokers cannot be reached, user-events is missing, another instance has the state
     *     directory, or ticks.live is true while a log is being replayed
     */
    public static StreamsApp start(TopologyConfig config, SchemaRegistry registry, Consumer<String> notices) {
        StreamsApp app = new StreamsApp(config, registry, notices);
        if (!config.liveTicks() && config.requestsFirst()) {
            LOG.warn(
                    "ticks.live is false: event time moves by ticks in the log, or by events of at least {} customers of a"
                            + " partition (watermark.witnesses)",
                    config.time().witnesses());
        }
        app.streams.start();
        if (app.ticks != null) {
            app.ticks.start();
        }
        return app;
    }

    private static KafkaStreams create(Topology topology, Properties settings, TopologyConfig config) {
        Path application = Path.of(config.string("state.dir"), config.string("application.id"));
        KafkaStreams created;
        try {
            created = new KafkaStreams(topology, settings);
        } catch (StreamsException e) {
            throw new KafkaException(
                    "the state directory " + config.string("state.dir") + " cannot be used: " + e.getMessage()
                            + "; if another instance of " + config.string("application.id")
                            + " runs on this machine, give each a state.dir of its own",
                    e);
        }
        try {
            // the constructor has locked the directory, and start() opens the stores
            IncompleteStores.delete(application);
        } catch (IOException e) {
            created.close();
            throw new KafkaException("the state directory " + application + " cannot be used: " + e, e);
        } catch (RuntimeException e) {
            created.close();
            throw e;
        }
        return created;
    }

    /** Partitions of user-events that are assigned to this instance; none during a rebalance. */
    Set<Integer> partitionsAtHand() {
        if (!isRunning()) {
            return Set.of();
        }
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> partition.topic().equals(Topics.USER_EVENTS.topic()))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    /** How often the consumer group has given this instance partitions anew since its start. */
    long rebalances() {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("rebalance-total")
                        && metric.metricName().group().equals("consumer-coordinator-metrics"))
                .mapToLong(metric -> ((Number) metric.metricValue()).longValue())
                .sum();
    }

    /** Whether it has restored its partitions and processes them; false during a rebalance. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** The failure that ended the instance before it was closed. */
    public Optional<Throwable> failure() {
        return Stream.of(failure.get(), models.failure(), ticks == null ? null : ticks.failure())
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The state of the instance's tasks; during a rebalance, the last one known. */
    public StreamsProgress progress() {
        try {
            ReadOnlyKeyValueStore<String, byte[]> rows = streams.store(StoreQueryParameters.fromNameAndType(
                    StoreNames.TASK, QueryableStoreTypes.<String, byte[]>keyValueStore()));
            progress = read(rows);
        } catch (InvalidStateStoreException e) {
            return progress;
        }
        return progress;
    }

    private StreamsProgress read(ReadOnlyKeyValueStore<String, byte[]> rows) {
        Map<String, Long> counters = new HashMap<>();
        Map<Integer, Long> watermarks = new HashMap<>();
        try (KeyValueIterator<String, byte[]> all = rows.all()) {
            all.forEachRemaining(row -> {
                if (row.key.startsWith(TaskState.WATERMARK_PREFIX)) {
                    watermarks.put(
                            Integer.valueOf(row.key.substring(TaskState.WATERMARK_PREFIX.length())),
                            TaskState.number(row.value));
                } else if (TaskState.isCounter(row.key)) {
                    counters.merge(row.key, TaskState.number(row.value), Long::sum);
                }
            });
        }
        return new StreamsProgress(counters, watermarks, times.millis(50), times.millis(99), models.served());
    }

    /**
     * Stops within twenty seconds. An instance without a name leaves the consumer group, so that its partitions do not wait
     * for its session to expire. One with a name ({@code instance.id}) stays a member and keeps them for its restart.
     */
    @Override
    public void close() {
        if (ticks != null) {
            ticks.close();
        }
        streams.close(CloseOptions.groupMembershipOperation(atClose).withTimeout(CLOSE_LIMIT));
        logs.close();
        models.close();
    }
}
