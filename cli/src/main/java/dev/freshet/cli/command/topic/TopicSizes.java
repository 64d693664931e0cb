package dev.freshet.cli.command.topic;

import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.Topics;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** The size of a topic. */
record TopicSizes(int partitions, long offsets) {

    /**
     * The size of every topic.
     *
     * @throws KafkaException when a topic is missing, or the broker does not answer
     */
    static Map<Topics, TopicSizes> of(Admin admin) {
        TopicAdmin.check(admin);
        try {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(Topics.names()).allTopicNames().get();
            Map<TopicPartition, OffsetSpec> partitions = topics.values().stream()
                    .flatMap(topic ->
                            topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                    .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(partitions).all().get();
            Map<Topics, TopicSizes> sizes = new EnumMap<>(Topics.class);
            for (Topics topic : Topics.values()) {
                long offsets = ends.entrySet().stream()
                        .filter(end -> end.getKey().topic().equals(topic.topic()))
                        .mapToLong(end -> end.getValue().offset())
                        .sum();
                sizes.put(
                        topic,
                        new TopicSizes(topics.get(topic.topic()).partitions().size(), offsets));
            }
            return sizes;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the topics could not be described", e.getCause());
        }
    }
}
