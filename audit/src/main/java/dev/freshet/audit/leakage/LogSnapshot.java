package dev.freshet.audit.leakage;

import dev.freshet.audit.AuditRefusedException;
import dev.freshet.schemas.log.ReadProgress;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.log.TopicReader;
import dev.freshet.schemas.topic.Topics;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics, read up to ends that are taken once. The ends of derived topics are taken before the ends of their sources,
 * so every derived record has its source even while the apps run. Outputs are read up to settled ends, so everything
 * that was committed together with an example is read with it.
 */
final class LogSnapshot {

    private static final List<Topics> ALL = List.of(
            Topics.MODEL,
            Topics.TRAINING_METRICS,
            Topics.TRAINING_EXAMPLES,
            Topics.USER_EVENTS,
            Topics.REJECTED_EVENTS,
            Topics.DEAD_LETTERS);

    private final Map<String, ?> kafka;
    private final ReadProgress progress;
    private final Map<Topics, Map<Integer, Long>> beginnings = new EnumMap<>(Topics.class);
    private final Map<Topics, Map<Integer, Long>> ends = new EnumMap<>(Topics.class);

    private LogSnapshot(Map<String, ?> kafka, ReadProgress progress) {
        this.kafka = kafka;
        this.progress = progress;
    }

    static LogSnapshot take(Map<String, ?> kafka, ReadProgress progress) {
        LogSnapshot snapshot = new LogSnapshot(kafka, progress);
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
            TopicOffsets offsets = new TopicOffsets(admin);
            ALL.forEach(topic -> snapshot.ends.put(
                    topic,
                    topic == Topics.USER_EVENTS
                            ? offsets.committedEnds(topic.topic())
                            : offsets.settledEnds(topic.topic(), progress)));
            ALL.forEach(topic -> snapshot.beginnings.put(topic, offsets.beginnings(topic.topic())));
        }
        return snapshot;
    }

    /** The partitions of a topic, ascending. */
    List<Integer> partitions(Topics topic) {
        return ends.get(topic).keySet().stream().sorted().toList();
    }

    /**
     * Requires that the first records of all topics are still there, except those of topic model, which keeps the newest
     * versions only.
     *
     * @throws AuditRefusedException naming a partition that has lost records
     */
    void requireWhole() {
        ALL.forEach(topic -> beginnings.get(topic).forEach((partition, first) -> {
            if (first > 0 && topic != Topics.MODEL) {
                throw new AuditRefusedException(
                        AuditRefusedException.Reason.RECORDS_GONE,
                        "partition " + partition + " of " + topic.topic() + " begins at offset " + first
                                + ": the records before it are gone (retention), so examples that come from them cannot"
                                + " be audited");
            }
        }));
    }

    /** Hands over every record of a partition in order of offset. */
    void read(Topics topic, int number, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        try (TopicReader reader = open(topic, number)) {
            records(topic, number, reader).forEachRemaining(action);
        }
    }

    /** A reader at the beginning of a partition. */
    TopicReader open(Topics topic, int number) {
        return TopicReader.open(kafka, List.of(new TopicPartition(topic.topic(), number)), progress);
    }

    /** The records that a reader of a partition has before it. */
    Iterator<ConsumerRecord<byte[], byte[]>> records(Topics topic, int number, TopicReader reader) {
        return reader.iterator(
                new TopicPartition(topic.topic(), number), ends.get(topic).get(number));
    }
}
