package dev.freshet.schemas.topic;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/** Kafka's settings of each topic. */
final class TopicConfigs {

    /** Topics with records that may exceed Kafka's 1 MiB. */
    private static final Set<Topics> LARGE_RECORDS =
            Set.of(Topics.TRAINING_EXAMPLES, Topics.SCORES, Topics.REJECTED_EVENTS, Topics.DEAD_LETTERS);

    /** Room for a batch with one block of 512 KiB and its framing, with ample reserve. */
    private static final int BLOCK_BATCH_BYTES = 2 << 20;

    private static final int COMPACT_SEGMENT_BYTES = 16 << 20;

    /** Acknowledged records are on two brokers, and one of three may fail. */
    private static final int SAFE_INSYNC = 2;

    private static final int SAFE_REPLICAS = 3;

    /** Every client of Kafka reads it, kafkajs without a codec too; answers need as much room as with zstd. */
    private static final String CLIENTS_COMPRESSION = "gzip";

    private static final Set<String> NO_COMPRESSION = Set.of("uncompressed", "producer");

    private TopicConfigs() {}

    /** Settings that a topic must have: they are set when it is created and checked when it exists. */
    static Map<String, String> required(TopicSettings settings, Topics topic) {
        Map<String, String> required = new TreeMap<>();
        required.put(TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().policy());
        if (topic.cleanup() == Topics.Cleanup.DELETE) {
            required.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
            // records carry event time: the topology checks it, not the broker's clock
            required.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
            required.put(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        }
        putIfPresent(
                required,
                TopicConfig.RETENTION_MS_CONFIG,
                settings.retentionMs().get(topic));
        putIfPresent(
                required,
                TopicConfig.RETENTION_BYTES_CONFIG,
                settings.retentionBytes().get(topic));
        if (settings.minInsync() != TopicSettings.BROKERS_OWN) {
            required.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(settings.minInsync()));
        }
        if (LARGE_RECORDS.contains(topic)) {
            required.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(TopicSettings.LARGEST_RECORD));
        }
        if (topic.carriesBlocks()) {
            required.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(BLOCK_BATCH_BYTES));
        }
        return required;
    }

    /**
     * {@link #required} and what a new topic gets besides: nothing is deleted, records are compressed, and small
     * segments are cleaned often, so that compaction happens. Blocks of weights are not compressed: that saves 8% of
     * them.
     *
     * @param replicas of the topic
     * @throws IllegalArgumentException when no record could be written, because there are fewer replicas than asked for
     */
    static Map<String, String> initial(TopicSettings settings, Topics topic, int replicas) {
        TopicSettings.requireWritable(settings.minInsync(), replicas);
        Map<String, String> initial = new TreeMap<>(required(settings, topic));
        if (replicas >= SAFE_REPLICAS) {
            initial.putIfAbsent(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(SAFE_INSYNC));
        }
        if (topic.cleanup() == Topics.Cleanup.DELETE) {
            initial.putIfAbsent(TopicConfig.RETENTION_MS_CONFIG, Long.toString(Retention.UNBOUNDED));
            initial.putIfAbsent(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(Retention.UNBOUNDED));
            initial.put(TopicConfig.COMPRESSION_TYPE_CONFIG, compression(settings.compression(), topic));
        } else {
            initial.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(COMPACT_SEGMENT_BYTES));
            initial.put(TopicConfig.SEGMENT_MS_CONFIG, "3600000");
            initial.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
        }
        return initial;
    }

    private static String compression(String type, Topics topic) {
        return topic == Topics.SCORES && !NO_COMPRESSION.contains(type) ? CLIENTS_COMPRESSION : type;
    }

    private static void putIfPresent(Map<String, String> settings, String name, Long value) {
        if (value != null) {
            settings.put(name, value.toString());
        }
    }
}
