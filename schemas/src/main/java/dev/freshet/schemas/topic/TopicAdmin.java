package dev.freshet.schemas.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates missing topics, and rejects existing ones that would lose records or separate customers from their history.
 */
public final class TopicAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);

    private final Admin admin;
    private final TopicSettings settings;

    private TopicAdmin(Admin admin, TopicSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /**
     * Creates missing topics, waits until every partition is led, then checks all of them. A producer may follow at once.
     *
     * @return the names of those that were missing
     * @throws TopicsMisconfiguredException when a topic is misconfigured; names every topic and setting at fault
     * @throws KafkaException when a topic cannot be created, or a partition is not led within a minute
     */
    public static List<String> ensure(Admin admin, TopicSettings settings) {
        TopicAdmin topics = new TopicAdmin(admin, settings);
        List<String> created = topics.createMissing();
        PartitionLeaders.await(admin, Topics.names()); // another process may have created some of them just now
        List<TopicFault> faults = topics.faultsOnceVisible();
        if (!faults.isEmpty()) {
            throw new TopicsMisconfiguredException(faults);
        }
        return created;
    }

    /**
     * Checks that every topic is there, with as many partitions as {@code user-events}, and keeps its records; creates
     * nothing.
     *
     * @throws TopicsMisconfiguredException when a topic is misconfigured; names every topic and setting at fault
     * @throws KafkaException when topics are missing, or the broker does not answer
     */
    public static void check(Admin admin) {
        Set<String> missing = new TreeSet<>(Topics.names());
        missing.removeAll(await(admin.listTopics().names()));
        if (!missing.isEmpty()) {
            throw new KafkaException("topics are missing: " + missing + "; create them with freshet topics create");
        }
        String events = Topics.USER_EVENTS.topic();
        int partitions = await(admin.describeTopics(Set.of(events)).allTopicNames())
                .get(events)
                .partitions()
                .size();
        List<TopicFault> faults = new TopicAdmin(admin, TopicSettings.of(partitions)).faults();
        if (!faults.isEmpty()) {
            throw new TopicsMisconfiguredException(faults);
        }
    }

    private List<String> createMissing() {
        Set<String> present = await(admin.listTopics().names());
        List<NewTopic> missing = Arrays.stream(Topics.values())
                .filter(topic -> !present.contains(topic.topic()))
                .map(this::wanted)
                .toList();
        admin.createTopics(missing).values().forEach(this::created);
        return missing.stream().map(NewTopic::name).toList();
    }

    private void created(String topic, KafkaFuture<Void> creation) {
        try {
            await(creation);
        } catch (TopicExistsException e) {
            LOG.debug("another process was faster; the check that follows covers its topic too", e);
        } catch (KafkaException e) {
            throw new KafkaException(
                    "topic " + topic + " could not be created with " + replicas() + ": " + e.getMessage()
                            + "; create it by hand or correct the settings of topics",
                    e);
        }
    }

    private String replicas() {
        int factor = settings.replicationFactor();
        return factor == TopicSettings.BROKERS_OWN ? "the broker's number of replicas" : factor + " replicas";
    }

    private NewTopic wanted(Topics topic) {
        return new NewTopic(topic.topic(), settings.partitions(topic), settings.replicationFactor())
                .configs(settings.initial(topic));
    }

    /** A broker may not have heard yet of topics that the controller has just created. */
    private List<TopicFault> faultsOnceVisible() {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            try {
                return faults();
            } catch (UnknownTopicOrPartitionException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Utils.sleep(50);
            }
        }
    }

    private List<TopicFault> faults() {
        Map<String, TopicDescription> descriptions =
                await(admin.describeTopics(Topics.names()).allTopicNames());
        List<ConfigResource> resources =
                Topics.names().stream().map(TopicAdmin::resource).toList();
        Map<ConfigResource, Config> configs =
                await(admin.describeConfigs(resources).all());
        List<TopicFault> faults = new ArrayList<>();
        for (Topics topic : Topics.values()) {
            int partitions = descriptions.get(topic.topic()).partitions().size();
            if (partitions != settings.partitions(topic)) {
                faults.add(TopicFault.partitions(topic, partitions, settings.partitions(topic)));
            }
            Config config = configs.get(resource(topic.topic()));
            settings.required(topic).forEach((setting, wanted) -> {
                String found = config.get(setting).value();
                if (!found.equals(wanted)) {
                    faults.add(TopicFault.setting(topic.topic(), setting, found, wanted));
                }
            });
        }
        return faults;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T await(KafkaFuture<T> answer) {
        return AdminAnswers.getOrRethrow(answer, "topics could not be created or described");
    }
}
