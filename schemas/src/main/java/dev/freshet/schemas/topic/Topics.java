package dev.freshet.schemas.topic;

import dev.freshet.schemas.EvaluatedRequest;
import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.ModelControl;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.QuarantinedBatch;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.Watermark;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/** Every topic: its name, what its key means, how it is partitioned and what stays in it. */
public enum Topics {
    /** {@link UserEvent} and {@link Tick}. */
    USER_EVENTS("user-events", "user_id; null for a tick", Partitions.SHARED, Cleanup.DELETE),
    /** {@link ScoreRequest}. */
    SCORE_REQUESTS("score-requests", "user_id", Partitions.SHARED, Cleanup.DELETE),
    /** {@link Scores}, each in its request's partition. */
    SCORES("scores", "user_id", Partitions.SHARED, Cleanup.DELETE),
    /** {@link TrainingExample}, {@link ProductCounts} and {@link Watermark}. */
    TRAINING_EXAMPLES(
            "training-examples", "user_id; null for counts and a watermark", Partitions.SHARED, Cleanup.DELETE),
    /** {@link ModelBlock} and {@link ModelManifest}. */
    MODEL("model", "MODEL/BLOCK/VERSION", Partitions.SINGLE, Cleanup.COMPACT),
    /** {@link ModelBlock}. */
    TRAINER_STATE("trainer-state", "MODEL/BLOCK/VERSION", Partitions.SINGLE, Cleanup.COMPACT),
    /** {@link ModelControl}. */
    MODEL_CONTROL("model-control", "model", Partitions.SINGLE, Cleanup.COMPACT),
    /** {@link EvaluatedRequest} and {@link TrainingMetrics}. */
    TRAINING_METRICS("training-metrics", "MODEL/VERSION", Partitions.SINGLE, Cleanup.DELETE),
    /** {@link QuarantinedBatch}. */
    QUARANTINED_BATCHES("quarantined-batches", "model", Partitions.SINGLE, Cleanup.DELETE),
    /** {@link RejectedEvent}, in the original's partition. */
    REJECTED_EVENTS("rejected-events", "the original's", Partitions.SHARED, Cleanup.DELETE),
    /** Raw bytes with error headers, in the original's partition. */
    DEAD_LETTERS("dead-letters", "the original's", Partitions.SHARED, Cleanup.DELETE);

    /** How many partitions a topic has. */
    public enum Partitions {
        /** As many as every other shared topic: a customer has the same partition in all of them. */
        SHARED,
        /** One, for a total order. */
        SINGLE
    }

    /** What the broker removes. */
    public enum Cleanup {
        /** Old segments, if retention is bounded at all. */
        DELETE(TopicConfig.CLEANUP_POLICY_DELETE),
        /** Values that a later one of the same key has replaced. */
        COMPACT(TopicConfig.CLEANUP_POLICY_COMPACT);

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }

        /** The value of cleanup.policy. */
        public String policy() {
            return policy;
        }
    }

    private final String topic;
    private final String key;
    private final Partitions partitions;
    private final Cleanup cleanup;

    Topics(String topic, String key, Partitions partitions, Cleanup cleanup) {
        this.topic = topic;
        this.key = key;
        this.partitions = partitions;
        this.cleanup = cleanup;
    }

    /** The topic's name in Kafka. */
    public String topic() {
        return topic;
    }

    /** What the record key is, in words. */
    public String key() {
        return key;
    }

    public Partitions partitions() {
        return partitions;
    }

    public Cleanup cleanup() {
        return cleanup;
    }

    /** True for the topics that carry {@link ModelBlock}s. */
    public boolean carriesBlocks() {
        return this == MODEL || this == TRAINER_STATE;
    }

    /** The topic of a name; empty when the name is not one of Freshet's topics. */
    public static Optional<Topics> named(String topic) {
        return Arrays.stream(values()).filter(each -> each.topic.equals(topic)).findFirst();
    }

    /** The names of all topics. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Topics::topic).toList();
    }
}
