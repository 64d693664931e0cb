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
 * Waits until a broker that has just started leads its partitions, which it takes up one by one after it has opened its
 * port.
 *
 * <p>A new idempotent producer that meets a partition in that moment may hang: its first batch is refused, a later one
 * in flight is taken (a producer that the partition does not know may begin with any sequence number), and the first
 * is out of order from then on, until its delivery times out.
 */
final class Leadership {

    private Leadership() {}

    /**
     * Returns when every partition has answered as its leader.
     *
     * @throws ExecutionException when one does not within a minute
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
            admin.listOffsets(ends).all().get(); // only a leader answers; the client asks again until it does
        }
    }
}
