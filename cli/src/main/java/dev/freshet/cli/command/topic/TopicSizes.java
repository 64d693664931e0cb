package dev.freshet.cli.command.topic;

import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.topic.AdminAnswers;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.Topics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * The size of a topic.
 *
 * @param bytes on the disks of all brokers, every replica; empty when the user may not ask for it
 */
record TopicSizes(int partitions, long offsets, OptionalLong bytes) {

    private static final String SILENT = "the brokers did not say how large topics are";

    /**
     * The size of every topic.
     *
     * @throws KafkaException when a topic is missing, or the broker does not answer
     */
    static Map<Topics, TopicSizes> of(Admin admin) {
        TopicAdmin.check(admin);
        TopicOffsets offsets = new TopicOffsets(admin);
        Map<String, Long> bytes = bytes(admin);
        Map<Topics, TopicSizes> sizes = new EnumMap<>(Topics.class);
        for (Topics topic : Topics.values()) {
            Map<Integer, Long> ends = offsets.writtenEnds(topic.topic());
            sizes.put(
                    topic,
                    new TopicSizes(
                            ends.size(),
                            ends.values().stream().mapToLong(Long::longValue).sum(),
                            bytes.containsKey(topic.topic())
                                    ? OptionalLong.of(bytes.get(topic.topic()))
                                    : OptionalLong.empty()));
        }
        return sizes;
    }

    /** Bytes by topic; empty when the user has no right to describe the cluster. */
    private static Map<String, Long> bytes(Admin admin) {
        List<Integer> brokers = AdminAnswers.get(admin.describeCluster().nodes(), SILENT).stream()
                .map(Node::id)
                .toList();
        Map<String, Long> bytes = new HashMap<>();
        try {
            AdminAnswers.get(admin.describeLogDirs(brokers).allDescriptions(), SILENT)
                    .values()
                    .forEach(directories -> directories
                            .values()
                            .forEach(directory -> directory
                                    .replicaInfos()
                                    .forEach((partition, replica) ->
                                            bytes.merge(partition.topic(), replica.size(), Long::sum))));
            return bytes;
        } catch (KafkaException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Map.of();
            }
            throw e;
        }
    }
}
