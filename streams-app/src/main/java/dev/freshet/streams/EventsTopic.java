package dev.freshet.streams;

import dev.freshet.schemas.topic.AdminAnswers;
import dev.freshet.schemas.topic.TopicReplication;
import dev.freshet.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;

/** Topic user-events as the brokers describe it. */
record EventsTopic(int partitions, TopicReplication replication) {

    /**
     * Asks the brokers.
     *
     * @param kafka settings of Kafka clients
     * @throws KafkaException when the brokers cannot be reached or the topic is missing
     */
    static EventsTopic describe(Map<String, Object> kafka) {
        String topic = Topics.USER_EVENTS.topic();
        String failure = "cannot describe topic " + topic + "; create the topics first";
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(kafka)) {
            TopicDescription description = AdminAnswers.get(
                            admin.describeTopics(List.of(topic)).allTopicNames(), failure)
                    .get(topic);
            Config config = AdminAnswers.get(
                            admin.describeConfigs(List.of(resource)).all(), failure)
                    .get(resource);
            return new EventsTopic(description.partitions().size(), TopicReplication.of(description, config));
        }
    }
}
