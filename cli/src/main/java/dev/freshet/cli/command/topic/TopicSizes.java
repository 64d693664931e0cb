package dev.freshet.cli.command.topic;

import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.Topics;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** The size of a topic. */
record TopicSizes(int partitions, long offsets) {

    /**
     * The size of every topic.
     *
     * @throws KafkaException when a topic is missing, or the broker does not answer
     */
    static Map<Topics, TopicSizes> of(Admin admin) {
        TopicAdmin.check(admin);
        TopicOffsets offsets = new TopicOffsets(admin);
        Map<Topics, TopicSizes> sizes = new EnumMap<>(Topics.class);
        for (Topics topic : Topics.values()) {
            Map<Integer, Long> ends = offsets.writtenEnds(topic.topic());
            sizes.put(
                    topic,
                    new TopicSizes(
                            ends.size(),
                            ends.values().stream().mapToLong(Long::longValue).sum()));
        }
        return sizes;
    }
}
