package dev.freshet.schemas.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/**
 * Waits until the broker of each partition leads it. A broker takes over its partitions one by one: after a start while
 * its port is already open, and after a creation when {@link Admin#createTopics} has already returned.
 *
 * <p>A new idempotent producer that sends to a partition before that may hang. The broker refuses the producer's first
 * batch and accepts a later one that was in flight: a partition that does not know a producer accepts any first
 * sequence number. From then on the first batch is out of order, until its delivery times out.
 */
public final class PartitionLeaders {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long RETRY_MS = 50;

    private final Admin admin;
    private final long deadline;

    private PartitionLeaders(Admin admin, Duration patience) {
        this.admin = admin;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * Returns when every partition of these topics has answered as leader.
     *
     * @throws KafkaException when one does not within a minute; names those partitions
     */
    public static void await(Admin admin, Collection<String> topics) {
        await(admin, topics, PATIENCE);
    }

    /** The same for every topic, the broker's internal ones too. */
    public static void awaitAll(Admin admin) {
        await(
                admin,
                get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names()),
                PATIENCE);
    }

    static void await(Admin admin, Collection<String> topics, Duration patience) {
        if (!topics.isEmpty()) {
            PartitionLeaders leaders = new PartitionLeaders(admin, patience);
            leaders.requireAnswers(leaders.partitions(topics));
        }
    }

    /** The broker that is asked may not have heard yet of topics that the controller has just created. */
    private Set<TopicPartition> partitions(Collection<String> topics) {
        while (true) {
            try {
                return get(admin.describeTopics(topics).allTopicNames()).values().stream()
                        .flatMap(PartitionLeaders::partitions)
                        .collect(Collectors.toSet());
            } catch (UnknownTopicOrPartitionException e) {
                if (leftMs() == 0) {
                    throw e;
                }
                Utils.sleep(RETRY_MS);
            }
        }
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }

    /**
     * Only a leader answers, and the client asks again until one does. But it gives up when the broker that tells it the
     * leaders has not heard of a topic yet, which may be another broker than the one that has described the topics.
     */
    private void requireAnswers(Set<TopicPartition> partitions) {
        Map<TopicPartition, KafkaException> silent = silent(partitions);
        while (!silent.isEmpty()) {
            KafkaException first = silent.values().iterator().next();
            boolean unknown = silent.values().stream().allMatch(e -> e instanceof UnknownTopicOrPartitionException);
            if (!unknown || leftMs() == 0) {
                throw new KafkaException(
                        "no leader answers for partitions " + silent.keySet() + ": " + first.getMessage()
                                + "; are all brokers up?",
                        first);
            }
            Utils.sleep(RETRY_MS);
            silent = silent(silent.keySet());
        }
    }

    /** The partitions whose leaders do not answer, by name, and why. */
    private Map<TopicPartition, KafkaException> silent(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> ends =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        ListOffsetsResult answers = admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs(leftMs()));
        Map<TopicPartition, KafkaException> silent = new TreeMap<>(Comparator.comparing(TopicPartition::toString));
        for (TopicPartition partition : partitions) {
            try {
                get(answers.partitionResult(partition));
            } catch (KafkaException e) {
                silent.put(partition, e);
            }
        }
        return silent;
    }

    private int leftMs() {
        return (int) Math.max(0, Duration.ofNanos(deadline - System.nanoTime()).toMillis());
    }

    private static <T> T get(KafkaFuture<T> answer) {
        return AdminAnswers.getOrRethrow(answer, "partitions could not be described");
    }
}
