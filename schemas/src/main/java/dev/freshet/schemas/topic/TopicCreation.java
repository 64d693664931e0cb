package dev.freshet.schemas.topic;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing. */
record TopicCreation(Admin admin, TopicSettings settings) {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);

    /**
     * Creates them; others may create some of them at the same time.
     *
     * @return the names of those that were missing
     * @throws KafkaException when a topic cannot be created
     */
    List<String> createMissing() {
        Set<String> present = await(admin.listTopics().names());
        List<Topics> missing = Arrays.stream(Topics.values())
                .filter(topic -> !present.contains(topic.topic()))
                .toList();
        if (!missing.isEmpty()) {
            int replicas = replicas(missing.get(0));
            admin.createTopics(missing.stream()
                            .map(topic -> wanted(topic, replicas))
                            .toList())
                    .values()
                    .forEach(this::created);
        }
        return missing.stream().map(Topics::topic).toList();
    }

    /** The replicas of a new topic: as the settings say, or as the broker would choose. */
    private int replicas(Topics topic) {
        if (settings.replicationFactor() != TopicSettings.BROKERS_OWN) {
            return settings.replicationFactor();
        }
        NewTopic probe = new NewTopic(topic.topic(), Optional.of(1), Optional.empty());
        try {
            return await(admin.createTopics(List.of(probe), new CreateTopicsOptions().validateOnly(true))
                    .replicationFactor(topic.topic()));
        } catch (KafkaException e) {
            LOG.debug("the broker does not tell; the creation that follows meets the same problem, or none", e);
            return Math.max(1, settings.minInsync());
        }
    }

    private NewTopic wanted(Topics topic, int replicas) {
        return new NewTopic(topic.topic(), settings.partitions(topic), settings.replicationFactor())
                .configs(TopicConfigs.initial(settings, topic, replicas));
    }

    private void created(String topic, KafkaFuture<Void> creation) {
        try {
            await(creation);
        } catch (TopicExistsException e) {
            LOG.debug("another process was faster; the check that follows covers its topic too", e);
        } catch (KafkaException e) {
            int factor = settings.replicationFactor();
            String replicas =
                    factor == TopicSettings.BROKERS_OWN ? "the broker's number of replicas" : factor + " replicas";
            throw new KafkaException(
                    "topic " + topic + " could not be created with " + replicas + ": " + e.getMessage()
                            + "; create it by hand or correct the settings of topics",
                    e);
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        return AdminAnswers.getOrRethrow(answer, "topics could not be created");
    }
}
