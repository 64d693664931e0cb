package dev.freshet.schemas.topic;

import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How many brokers hold the records of a topic.
 *
 * @param replicas of the partition with the fewest
 * @param minInsync how many of them hold a record before it is acknowledged: min.insync.replicas
 */
public record TopicReplication(String topic, int replicas, int minInsync) {

    public static TopicReplication of(TopicDescription topic, Config config) {
        int replicas = topic.partitions().stream()
                .map(TopicPartitionInfo::replicas)
                .mapToInt(List::size)
                .min()
                .orElse(0);
        return new TopicReplication(
                topic.name(),
                replicas,
                Integer.parseInt(
                        config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value()));
    }
}
