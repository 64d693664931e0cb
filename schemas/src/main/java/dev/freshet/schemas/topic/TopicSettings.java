package dev.freshet.schemas.topic;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The settings of the topics.
 *
 * @param partitions of each shared topic
 * @param replicationFactor of topics that are created, {@link #BROKERS_OWN} for the broker's default; not checked
 *     afterwards
 * @param retentionMs by delete topic, milliseconds of record time; -1, the default, for ever
 * @param retentionBytes by delete topic, bytes per partition; -1, the default, unbounded
 */
public record TopicSettings(
        int partitions, short replicationFactor, Map<Topics, Long> retentionMs, Map<Topics, Long> retentionBytes) {

    /** Lets the broker choose how many replicas a topic has (default.replication.factor). */
    public static final short BROKERS_OWN = -1;

    /** Room for a batch with one block of 512 KiB and its framing, with ample reserve. */
    private static final int BLOCK_BATCH_BYTES = 2 << 20;

    /** The largest record that the streams app writes: examples, answers and rejections may exceed Kafka's 1 MiB. */
    public static final int LARGEST_RECORD = 16 << 20;

    private static final int COMPACT_SEGMENT_BYTES = 16 << 20;

    public TopicSettings {
        if (partitions < 1) {
            throw new IllegalArgumentException("topics need at least one partition, not " + partitions);
        }
        if (replicationFactor < 1 && replicationFactor != BROKERS_OWN) {
            throw new IllegalArgumentException("topics need at least one replica, not " + replicationFactor);
        }
        retentionMs = deleteTopicsOnly("retention.ms", retentionMs);
        retentionBytes = deleteTopicsOnly("retention.bytes", retentionBytes);
    }

    /** Everything kept for ever, one replica. */
    public static TopicSettings of(int partitions) {
        return new TopicSettings(partitions, (short) 1, Map.of(), Map.of());
    }

    public TopicSettings withReplicationFactor(int replicas) {
        return new TopicSettings(partitions, (short) replicas, retentionMs, retentionBytes);
    }

    /** Lets a delete topic drop records older than this. Age is measured in wall time, so never use it for replays. */
    public TopicSettings withRetentionMs(Topics topic, long milliseconds) {
        return new TopicSettings(partitions, replicationFactor, plus(retentionMs, topic, milliseconds), retentionBytes);
    }

    /** Bounds each partition of a delete topic. */
    public TopicSettings withRetentionBytes(Topics topic, long bytes) {
        return new TopicSettings(partitions, replicationFactor, retentionMs, plus(retentionBytes, topic, bytes));
    }

    int partitions(Topics topic) {
        return topic.partitions() == Topics.Partitions.SHARED ? partitions : 1;
    }

    /** Settings that a topic must have: they are set when it is created and checked when it exists. */
    Map<String, String> required(Topics topic) {
        Map<String, String> required = new TreeMap<>();
        required.put(TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().policy());
        if (topic.cleanup() == Topics.Cleanup.DELETE) {
            required.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retentionMs.getOrDefault(topic, -1L)));
            required.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(retentionBytes.getOrDefault(topic, -1L)));
            required.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
            // records carry event time: the topology checks it, not the broker's clock
            required.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
            required.put(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        }
        if (topic == Topics.TRAINING_EXAMPLES
                || topic == Topics.SCORES
                || topic == Topics.REJECTED_EVENTS
                || topic == Topics.DEAD_LETTERS) {
            required.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_RECORD));
        }
        if (topic.carriesBlocks()) {
            required.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(BLOCK_BATCH_BYTES));
        }
        return required;
    }

    /** {@link #required} and recommended settings: small segments and frequent cleaning, so that compaction happens. */
    Map<String, String> initial(Topics topic) {
        Map<String, String> initial = new TreeMap<>(required(topic));
        if (topic.cleanup() == Topics.Cleanup.COMPACT) {
            initial.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(COMPACT_SEGMENT_BYTES));
            initial.put(TopicConfig.SEGMENT_MS_CONFIG, "3600000");
            initial.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
        }
        return initial;
    }

    private static Map<Topics, Long> deleteTopicsOnly(String setting, Map<Topics, Long> values) {
        values.forEach((topic, value) -> {
            if (topic.cleanup() != Topics.Cleanup.DELETE) {
                throw new IllegalArgumentException(setting + " cannot be set for the compacted topic " + topic.topic());
            }
        });
        return Map.copyOf(values);
    }

    private static Map<Topics, Long> plus(Map<Topics, Long> values, Topics topic, long value) {
        Map<Topics, Long> more = new EnumMap<>(Topics.class);
        more.putAll(values);
        more.put(topic, value);
        return more;
    }
}
