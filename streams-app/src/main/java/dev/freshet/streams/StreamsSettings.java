package dev.freshet.streams;

import dev.freshet.schemas.topic.TopicReplication;
import dev.freshet.schemas.topic.TopicSettings;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration of Kafka Streams; {@code kafka.*} settings override it. */
final class StreamsSettings {

    /** The cache merges most repeated writes of a row before they reach the changelogs. */
    private static final long CACHE_BYTES = 64L << 20;

    /** After a kill, the consumer group waits this long for the lost member. */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    /** An instance with a name has this long to come back before the others take its partitions over. */
    private static final int STATIC_SESSION_TIMEOUT_MS = 60_000;

    private static final int LARGEST_RECORD = TopicSettings.LARGEST_RECORD;

    /** A restart or a jump of the watermark may keep a task busy for longer than Streams' default of ten seconds. */
    private static final int TRANSACTION_TIMEOUT_MS = 60_000;

    /**
     * What a fetch brings of one partition in a live run, compressed. A stream thread processes all that it has before it
     * polls again, and a consumer hands out a whole fetch before the next. So a large fetch of requests would hold up events
     * for many seconds. 8 KiB are some hundred requests; a fetch always brings one batch at least.
     */
    private static final int LIVE_FETCH_BYTES = 8 << 10;

    private StreamsSettings() {}

    /** @param events how {@code user-events} is replicated: new internal topics are as safe */
    static Properties of(TopologyConfig config, TopicReplication events) {
        Properties p = new Properties();
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, config.string("application.id"));
        p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.string("bootstrap.servers"));
        p.put(StreamsConfig.STATE_DIR_CONFIG, config.string("state.dir"));
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.integer("num.stream.threads"));
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        p.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                config.isStaticMember() ? STATIC_SESSION_TIMEOUT_MS : SESSION_TIMEOUT_MS);
        if (config.isStaticMember()) {
            // Streams appends the number of the thread
            p.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                    config.string("instance.id"));
        }
        if (config.requestsFirst()) {
            p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), LIVE_FETCH_BYTES);
        }
        // changelog records carry event time, which may be ahead of the broker's clock
        p.put(
                StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
                Long.toString(Long.MAX_VALUE));
        // a record may hold a thousand candidates of a thousand characters and a history of such ids, which is far
        // above Kafka's 1 MiB
        p.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Integer.toString(LARGEST_RECORD));
        p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_RECORD);
        p.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MS);
        p.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, TopicSettings.COMPRESSION);
        if (!config.kafka().containsKey(StreamsConfig.REPLICATION_FACTOR_CONFIG)) {
            p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, events.replicas());
            p.put(
                    StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                    Integer.toString(events.minInsync()));
        }
        p.putAll(config.kafka());
        return p;
    }
}
