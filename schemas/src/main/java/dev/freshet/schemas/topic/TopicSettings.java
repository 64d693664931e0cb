package dev.freshet.schemas.topic;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of the topics.
 *
 * @param partitions of each shared topic
 * @param replicationFactor of topics that are created, {@link #BROKERS_OWN} for the broker's default
 * @param minInsync min.insync.replicas of every topic; {@link #BROKERS_OWN} for 2 of new topics with
 *     three replicas or more, and the broker's default of others
 * @param compression compression.type of delete topics that are created
 * @param retentionMs by delete topic, milliseconds of record time, -1 for ever; new topics without a value keep their
 *     records for ever, existing ones may have any
 * @param retentionBytes by delete topic, bytes per partition, -1 unbounded; other topics likewise
 */
public record TopicSettings(
        int partitions,
        short replicationFactor,
        int minInsync,
        String compression,
        Map<Topics, Long> retentionMs,
        Map<Topics, Long> retentionBytes) {

    /** Lets the broker choose (default.replication.factor, min.insync.replicas). */
    public static final short BROKERS_OWN = -1;

    /**
     * The compression of topics and producers. Of the example log, zstd needs a third less room than lz4, and half a
     * microsecond of processor time for an event; see docs/operations/topics.md.
     */
    public static final String COMPRESSION = "zstd";

    /** The values of {@link #compression}. */
    public static final List<String> COMPRESSIONS =
            List.of("zstd", "lz4", "snappy", "gzip", "uncompressed", "producer");

    /** The largest record that the streams app writes: examples, answers and rejections may exceed Kafka's 1 MiB. */
    public static final int LARGEST_RECORD = 16 << 20;

    public TopicSettings {
        if (partitions < 1) {
            throw new IllegalArgumentException("topics need at least one partition, not " + partitions);
        }
        if (replicationFactor < 1 && replicationFactor != BROKERS_OWN) {
            throw new IllegalArgumentException("topics need at least one replica, not " + replicationFactor);
        }
        if (minInsync < 1 && minInsync != BROKERS_OWN) {
            throw new IllegalArgumentException("min.insync.replicas must be at least 1, not " + minInsync);
        }
        if (replicationFactor != BROKERS_OWN) {
            requireWritable(minInsync, replicationFactor);
        }
        retentionMs = deleteTopicsOnly("retention.ms", retentionMs);
        retentionBytes = deleteTopicsOnly("retention.bytes", retentionBytes);
    }

    /** Everything kept for ever, one replica. */
    public static TopicSettings of(int partitions) {
        return new TopicSettings(partitions, (short) 1, BROKERS_OWN, COMPRESSION, Map.of(), Map.of());
    }

    /**
     * Other replicas.
     *
     * @param minInsync min.insync.replicas, or {@link #BROKERS_OWN}
     * @throws IllegalArgumentException when no record could be written, because there are fewer replicas
     */
    public TopicSettings withReplication(int replicas, int minInsync) {
        return new TopicSettings(partitions, (short) replicas, minInsync, compression, retentionMs, retentionBytes);
    }

    public TopicSettings withCompression(String type) {
        return new TopicSettings(partitions, replicationFactor, minInsync, type, retentionMs, retentionBytes);
    }

    /**
     * Bounds delete topics. Age counts from record time, so a broker deletes a replayed old log at once.
     *
     * @param ms by topic, milliseconds
     * @param bytes by topic, bytes of each partition
     */
    public TopicSettings withRetention(Map<Topics, Long> ms, Map<Topics, Long> bytes) {
        return new TopicSettings(partitions, replicationFactor, minInsync, compression, ms, bytes);
    }

    int partitions(Topics topic) {
        return topic.partitions() == Topics.Partitions.SHARED ? partitions : 1;
    }

    /** The bounds that are asked for, by topic. */
    Map<Topics, Retention> retention() {
        Map<Topics, Retention> bounds = new EnumMap<>(Topics.class);
        for (Topics topic : Topics.values()) {
            Retention bound = new Retention(
                    retentionMs.getOrDefault(topic, Retention.UNBOUNDED),
                    retentionBytes.getOrDefault(topic, Retention.UNBOUNDED));
            if (bound.isBounded()) {
                bounds.put(topic, bound);
            }
        }
        return bounds;
    }

    /** @throws IllegalArgumentException when no record could be written, because there are fewer replicas than asked for */
    static void requireWritable(int minInsync, int replicas) {
        if (minInsync > replicas) {
            throw new IllegalArgumentException("min.insync.replicas " + minInsync + " is above the number of replicas, "
                    + replicas + ": no record could be written; lower it, or ask for more replicas");
        }
    }

    private static Map<Topics, Long> deleteTopicsOnly(String setting, Map<Topics, Long> values) {
        values.forEach((topic, value) -> {
            if (topic.cleanup() != Topics.Cleanup.DELETE) {
                throw new IllegalArgumentException(setting + " cannot be set for the compacted topic " + topic.topic());
            }
        });
        return Map.copyOf(values);
    }
}
