package dev.freshet.audit.leakage;

import dev.freshet.audit.AuditRefusedException;
import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What is committed in some topics, each up to an end that is taken once. Ends of what is derived are taken before those
 * of what it is derived from, so that nothing in it lacks its origin while the apps go on. Used by one thread.
 */
public final class LogSnapshot implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(100);

    /** What is derived first. */
    private static final List<Topics> ORDER = List.of(
            Topics.TRAINING_METRICS,
            Topics.TRAINING_EXAMPLES,
            Topics.USER_EVENTS,
            Topics.REJECTED_EVENTS,
            Topics.DEAD_LETTERS);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private LogSnapshot(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    public static LogSnapshot open(Map<String, ?> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // what vanishes meanwhile is not passed over
        LogSnapshot snapshot = new LogSnapshot(
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        try {
            ORDER.forEach(topic -> snapshot.ends.putAll(snapshot.consumer.endOffsets(snapshot.all(topic))));
            return snapshot;
        } catch (RuntimeException e) {
            snapshot.close();
            throw e;
        }
    }

    private List<TopicPartition> all(Topics topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(topic.topic())
                .forEach(info -> partitions.add(new TopicPartition(topic.topic(), info.partition())));
        return partitions;
    }

    /** The partitions of a topic, ascending. */
    List<Integer> partitions(Topics topic) {
        return ends.keySet().stream()
                .filter(partition -> partition.topic().equals(topic.topic()))
                .map(TopicPartition::partition)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /**
     * Requires that nothing is gone from the beginning of a topic.
     *
     * @throws AuditRefusedException naming the partition that has lost records
     */
    void requireWhole(Topics topic) {
        consumer.beginningOffsets(all(topic)).forEach((partition, first) -> {
            if (first > 0) {
                throw new AuditRefusedException(
                        "partition " + partition.partition() + " of " + topic.topic() + " begins at offset "
                                + first + ": what examples were made of is gone, so they cannot be audited; see"
                                + " freshet topics check");
            }
        });
    }

    /** Hands over every record of a partition in order of offset. */
    void read(Topics topic, int number, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        TopicPartition partition = new TopicPartition(topic.topic(), number);
        long end = ends.get(partition);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long reached = consumer.position(partition);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (reached < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end) {
                    action.accept(record);
                }
            }
            long position = consumer.position(partition);
            if (position > reached) {
                reached = position;
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new AuditRefusedException("nothing came from " + partition + " after offset " + reached + " for "
                        + PATIENCE.toSeconds() + " s; its end is " + end + ": check that the brokers are reachable");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
