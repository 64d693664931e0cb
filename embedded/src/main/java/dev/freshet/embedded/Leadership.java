package dev.freshet.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until a broker that has just started leads its partitions. The broker becomes leader of one partition after
 * another after it has opened its port.
 *
 * <p>A new idempotent producer that writes to a partition at that moment may hang. The broker rejects its first batch and
 * accepts a later one in flight, because a producer that the partition does not know may begin with any sequence number.
 * The first batch is then out of order until its delivery times out.
 */
final class Leadership {

    private Leadership() {}

    /**
     * Returns when every partition's leader has answered.
     *
     * @throws ExecutionException when a leader does not answer within a minute
     */
    static void await(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (TopicDescription topic :
                    admin.describeTopics(topics).allTopicNames().get().values()) {
                topic.partitions()
                        .forEach(partition ->
                                ends.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
            }
            admin.listOffsets(ends).all().get(); // only a leader answers; the client retries until it does
        }
    }
}
