package dev.freshet.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.Utils;

/** Where partitions begin and end, and how far an application has come. */
public final class PartitionOffsets {

    /** A transaction is committed in all its partitions within this, as good as always: the markers are sent at once. */
    private static final long MARKERS_MS = 300;

    /** Some twenty seconds of them. */
    private static final int LOOKS = 60;

    private final Admin admin;

    public PartitionOffsets(Admin admin) {
        this.admin = admin;
    }

    /** Waits until what was seen committed in one partition shows in all the others. */
    public static void settle() {
        Utils.sleep(MARKERS_MS);
    }

    public int partitions(String topic) {
        return get(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .size();
    }

    public boolean exists(String topic) {
        return get(admin.listTopics().names()).contains(topic);
    }

    public Map<Integer, Long> beginnings(String topic) {
        return list(topic, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED);
    }

    /** By partition the first offset that a reader of committed records cannot see yet. */
    public Map<Integer, Long> committedEnds(String topic) {
        return list(topic, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /** Whether every transaction that wrote to a topic is settled. */
    public boolean isSettled(String topic) {
        return committedEnds(topic).equals(list(topic, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED));
    }

    private Map<Integer, Long> list(String topic, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, partitions(topic))
                .boxed()
                .collect(Collectors.toMap(p -> new TopicPartition(topic, p), p -> spec));
        Map<Integer, Long> offsets = new HashMap<>();
        get(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all())
                .forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
        return offsets;
    }

    /**
     * By partition the next offset that a group reads. Commits under way are waited for, but not for ever: one that a
     * broker forgot to end says nothing, and later ones have counted since.
     */
    public Map<Integer, Long> processed(String group, String topic) {
        Map<Integer, Long> offsets = processed(group, topic, true);
        Map<Integer, Long> all = processed(group, topic, false);
        for (int look = 0; look < LOOKS && !offsets.keySet().containsAll(all.keySet()); look++) {
            settle();
            offsets = processed(group, topic, true);
            all = processed(group, topic, false);
        }
        all.putAll(offsets);
        return all;
    }

    /** Kafka leaves partitions with commits under way out when only stable ones are asked for. */
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

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the brokers did not say where topics end", e.getCause());
        }
    }
}
