package dev.freshet.schemas.log;

import dev.freshet.core.retry.Backoff;
import dev.freshet.schemas.topic.AdminAnswers;
import dev.freshet.schemas.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The offsets where topics begin and end, and the committed offsets of consumer groups. Maps are keyed by partition.
 */
public final class TopicOffsets {

    private static final Backoff LOOK_AGAIN = new Backoff(20, 500);

    /** This many looks take about 25 seconds. */
    private static final int LOOKS_AT_GROUP = 55;

    private final Admin admin;

    public TopicOffsets(Admin admin) {
        this.admin = admin;
    }

    /** The ends of some partitions, open transactions included. Opens a client for this one call. */
    public static Map<TopicPartition, Long> writtenEnds(Map<String, ?> kafka, Collection<TopicPartition> partitions) {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
            return new TopicOffsets(admin).list(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
        }
    }

    public boolean exists(String topic) {
        return get(admin.listTopics().names()).contains(topic);
    }

    /** The number of a topic's partitions. */
    public int partitions(String topic) {
        return get(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .size();
    }

    /** The first offsets that are still there. */
    public Map<Integer, Long> beginnings(String topic) {
        return list(topic, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED);
    }

    /** The last stable offsets: what readers of committed records can see at the call. */
    public Map<Integer, Long> committedEnds(String topic) {
        return list(topic, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /** The ends of the log, open transactions included. */
    public Map<Integer, Long> writtenEnds(String topic) {
        return list(topic, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** Whether no transaction that wrote to a topic is open. */
    public boolean isSettled(String topic) {
        return committedEnds(topic).equals(writtenEnds(topic));
    }

    /**
     * The ends of the log at the call, returned once every transaction that wrote below them is settled. They cover every
     * transaction that was committed before the call, even if its markers are not written yet.
     *
     * @param progress receives the open partitions at each look
     * @throws TimeoutException when a transaction stays open while nothing is settled for two minutes
     */
    public Map<Integer, Long> settledEnds(String topic, ReadProgress progress) {
        Map<Integer, Long> ends = writtenEnds(topic);
        new SettledOffsets(topic, ends, () -> committedEnds(topic), System::nanoTime).await(progress);
        return ends;
    }

    /**
     * The next offsets that a group reads from a topic. Kafka omits partitions whose commit is in progress, so this
     * method waits for them, at most 25 seconds. A broker that never ends a commit omits its partition for ever; the
     * result is then the offset of the last complete commit.
     */
    public Map<Integer, Long> processed(String group, String topic) {
        Map<Integer, Long> offsets = processed(group, topic, true);
        Map<Integer, Long> all = processed(group, topic, false);
        for (int look = 1; look <= LOOKS_AT_GROUP && !offsets.keySet().containsAll(all.keySet()); look++) {
            pause(look);
            offsets = processed(group, topic, true);
            all = processed(group, topic, false);
        }
        all.putAll(offsets);
        return all;
    }

    private Map<Integer, Long> processed(String group, String topic, boolean stable) {
        Map<Integer, Long> offsets = new HashMap<>();
        get(admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(stable))
                        .partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (partition.topic().equals(topic) && offset != null) {
                        offsets.put(partition.partition(), offset.offset());
                    }
                });
        return offsets;
    }

    /**
     * Whether a group's commits cover everything that transactions wrote to some topics, open ones included. The last offset
     * of a partition is then a marker, which a commit may or may not count.
     */
    public boolean hasProcessedTransactions(String group, Topics... topics) {
        for (Topics topic : topics) {
            Map<Integer, Long> committed = processed(group, topic.topic(), false);
            boolean all = writtenEnds(topic.topic()).entrySet().stream()
                    .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue() - 1);
            if (!all) {
                return false;
            }
        }
        return true;
    }

    private Map<Integer, Long> list(String topic, OffsetSpec spec, IsolationLevel isolation) {
        List<TopicPartition> all = IntStream.range(0, partitions(topic))
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        Map<Integer, Long> offsets = new HashMap<>();
        list(all, spec, isolation).forEach((partition, offset) -> offsets.put(partition.partition(), offset));
        return offsets;
    }

    private Map<TopicPartition, Long> list(
            Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all())
                .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    static void pause(int look) {
        try {
            LOOK_AGAIN.pause(look);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static <T> T get(KafkaFuture<T> answer) {
        return AdminAnswers.get(answer, "the brokers did not say where topics begin and end, or how far a group is");
    }
}
