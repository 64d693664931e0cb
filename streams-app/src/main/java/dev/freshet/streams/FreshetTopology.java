package dev.freshet.streams;

import static dev.freshet.streams.ProcessorNames.ANSWER_REQUESTS;
import static dev.freshet.streams.ProcessorNames.APPLY_EVENTS;
import static dev.freshet.streams.ProcessorNames.DEAD_LETTERS_SINK;
import static dev.freshet.streams.ProcessorNames.DECODE_EVENTS;
import static dev.freshet.streams.ProcessorNames.DECODE_REQUESTS;
import static dev.freshet.streams.ProcessorNames.EVENTS_SOURCE;
import static dev.freshet.streams.ProcessorNames.EXAMPLES_SINK;
import static dev.freshet.streams.ProcessorNames.REJECTED_SINK;
import static dev.freshet.streams.ProcessorNames.REQUESTS_SOURCE;
import static dev.freshet.streams.ProcessorNames.SCORES_SINK;
import static dev.freshet.streams.store.StoreNames.EVENT_IDS;
import static dev.freshet.streams.store.StoreNames.GROUPS;
import static dev.freshet.streams.store.StoreNames.HISTORY_CHUNKS;
import static dev.freshet.streams.store.StoreNames.HISTORY_HEADS;

import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.event.ApplyEvents;
import dev.freshet.streams.event.DecodeEvents;
import dev.freshet.streams.event.EventRules;
import dev.freshet.streams.event.PartitionedValue;
import dev.freshet.streams.event.TaskTime.Input;
import dev.freshet.streams.event.TaskTimes;
import dev.freshet.streams.rows.GroupRow;
import dev.freshet.streams.rows.HistoryChunk;
import dev.freshet.streams.rows.HistoryHead;
import dev.freshet.streams.score.AnswerRequests;
import dev.freshet.streams.score.DecodeRequests;
import dev.freshet.streams.score.ScoringFailures;
import dev.freshet.streams.score.ScoringTimes;
import dev.freshet.streams.score.ServingModelSupplier;
import dev.freshet.streams.store.EventQueue;
import dev.freshet.streams.store.InputLog;
import dev.freshet.streams.store.OpenIntervals;
import dev.freshet.streams.store.PopularProducts;
import dev.freshet.streams.store.Popularity;
import dev.freshet.streams.store.RowSerde;
import dev.freshet.streams.store.TaskState;
import dev.freshet.streams.store.Timers;
import dev.freshet.streams.store.WaitingRequests;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The streams application as one graph:
 *
 * <pre>
 *   user-events ----> decode-events ----> apply-events ----> training-examples
 *                        |      \            |    \
 *                  dead-letters  rejected-events   task, waiting-events, timers, event-ids, groups,
 *                        |      /                  history-heads, history-chunks, popularity, popular-products,
 *                        |      |                  product-counts
 *   score-requests -> decode-requests -> answer-requests --> scores
 * </pre>
 *
 * Both sides share the stores, so a request is answered from the history that its partition has reached.
 */
public final class FreshetTopology {

    private FreshetTopology() {}

    /**
     * Builds the topology.
     *
     * @param partitions partitions of the input topics
     * @param logs says what the brokers hold of the input topics
     * @param models supplies the newest model for answers
     * @param times records how long each answer took
     */
    static Topology build(
            TopologyConfig config,
            SchemaRegistry registry,
            int partitions,
            InputLog.Source logs,
            ServingModelSupplier models,
            ScoringTimes times) {
        EventRules rules = config.eventRules(partitions);
        Serde<SpecificRecord> records = new AvroSerde(registry);
        Serializer<PartitionedValue> output = PartitionedValue.serializer(records.serializer());
        TaskTimes taskTimes = new TaskTimes(config.requestShare());
        boolean live = config.requestsFirst();
        ByteArraySerializer keys = new ByteArraySerializer();
        var bytes = Serdes.ByteArray().deserializer();

        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                EVENTS_SOURCE,
                live ? taskTimes.dates(Input.EVENTS) : TaskTimes.RECORD_TIME,
                bytes,
                bytes,
                Topics.USER_EVENTS.topic());
        topology.addSource(
                AutoOffsetReset.earliest(),
                REQUESTS_SOURCE,
                live ? taskTimes.dates(Input.REQUESTS) : TaskTimes.RECORD_TIME,
                bytes,
                bytes,
                Topics.SCORE_REQUESTS.topic());

        topology.addProcessor(
                DECODE_EVENTS, () -> new DecodeEvents(records.deserializer(), rules, logs, taskTimes), EVENTS_SOURCE);
        topology.addProcessor(APPLY_EVENTS, () -> new ApplyEvents(config, taskTimes), DECODE_EVENTS);
        topology.addProcessor(
                DECODE_REQUESTS,
                () -> new DecodeRequests(records.deserializer(), rules, logs, taskTimes),
                REQUESTS_SOURCE);
        ScoringFailures failures = new ScoringFailures(System::nanoTime);
        topology.addProcessor(
                ANSWER_REQUESTS, () -> new AnswerRequests(config, models, times, failures, taskTimes), DECODE_REQUESTS);

        topology.addStateStore(TaskState.store(), DECODE_EVENTS, APPLY_EVENTS, DECODE_REQUESTS, ANSWER_REQUESTS);
        topology.addStateStore(Timers.store(), APPLY_EVENTS);
        topology.addStateStore(cached(EVENT_IDS, Serdes.Bytes(), Serdes.Long()), APPLY_EVENTS);
        topology.addStateStore(
                cached(GROUPS, Serdes.Bytes(), new RowSerde<>(GroupRow.class, GroupRow.getClassSchema())),
                APPLY_EVENTS);
        topology.addStateStore(
                cached(HISTORY_HEADS, Serdes.String(), new RowSerde<>(HistoryHead.class, HistoryHead.getClassSchema())),
                APPLY_EVENTS,
                ANSWER_REQUESTS);
        topology.addStateStore(
                cached(
                        HISTORY_CHUNKS,
                        Serdes.Bytes(),
                        new RowSerde<>(HistoryChunk.class, HistoryChunk.getClassSchema())),
                APPLY_EVENTS,
                ANSWER_REQUESTS);
        topology.addStateStore(Popularity.store(), APPLY_EVENTS, ANSWER_REQUESTS);
        topology.addStateStore(PopularProducts.store(), APPLY_EVENTS, ANSWER_REQUESTS);
        topology.addStateStore(WaitingRequests.store(), ANSWER_REQUESTS);
        topology.addStateStore(OpenIntervals.store(), APPLY_EVENTS);
        topology.addStateStore(EventQueue.store(), APPLY_EVENTS);

        topology.addSink(
                EXAMPLES_SINK,
                Topics.TRAINING_EXAMPLES.topic(),
                keys,
                output,
                PartitionedValue.PARTITIONER,
                APPLY_EVENTS);
        topology.addSink(
                SCORES_SINK,
                Topics.SCORES.topic(),
                keys,
                output,
                PartitionedValue.PARTITIONER,
                DECODE_REQUESTS,
                ANSWER_REQUESTS);
        topology.addSink(
                REJECTED_SINK,
                Topics.REJECTED_EVENTS.topic(),
                keys,
                output,
                PartitionedValue.PARTITIONER,
                DECODE_EVENTS,
                APPLY_EVENTS,
                DECODE_REQUESTS,
                ANSWER_REQUESTS);
        topology.addSink(
                DEAD_LETTERS_SINK,
                Topics.DEAD_LETTERS.topic(),
                keys,
                output,
                PartitionedValue.PARTITIONER,
                DECODE_EVENTS,
                DECODE_REQUESTS);
        return topology;
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> cached(String name, Serde<K> key, Serde<V> value) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), key, value)
                .withLoggingEnabled(Map.of())
                .withCachingEnabled();
    }
}
