package dev.freshet.schemas.topic;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Freshet's topics as the brokers describe them, and the topics that its apps need besides.
 *
 * @param descriptions by name
 * @param configs by name
 * @param brokers number of brokers in service
 */
record FoundTopics(Map<String, TopicDescription> descriptions, Map<String, Config> configs, int brokers) {

    /** Kafka's own topics: without them no app knows where it was, and no transaction ends. */
    private static final Set<String> KAFKAS_OWN = Set.of("__consumer_offsets", "__transaction_state");

    /**
     * Asks the brokers.
     *
     * @param application id of a Kafka Streams application whose internal topics count too; empty for none
     * @throws org.apache.kafka.common.errors.UnknownTopicOrPartitionException when one of Freshet's topics is missing
     */
    static FoundTopics read(Admin admin, String application) {
        Set<String> names = new TreeSet<>(Topics.names());
        await(admin.listTopics(new ListTopicsOptions().listInternal(true)).names()).stream()
                .filter(name -> KAFKAS_OWN.contains(name) || isInternal(name, application))
                .forEach(names::add);
        Map<String, Config> configs = configs(admin, names);
        names.retainAll(configs.keySet());
        return new FoundTopics(
                await(admin.describeTopics(names).allTopicNames()),
                configs,
                await(admin.describeCluster().nodes()).size());
    }

    /** An app may have no right to see the settings of topics that are not Freshet's; these are left out. */
    private static Map<String, Config> configs(Admin admin, Set<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Config> configs = new HashMap<>();
        admin.describeConfigs(resources).values().forEach((topic, config) -> {
            try {
                configs.put(topic.name(), await(config));
            } catch (AuthorizationException e) {
                if (Topics.named(topic.name()).isPresent()) {
                    throw e;
                }
            }
        });
        return configs;
    }

    private static boolean isInternal(String name, String application) {
        return !application.isEmpty()
                && name.startsWith(application + "-")
                && (name.endsWith("-changelog") || name.endsWith("-repartition"));
    }

    int partitions(Topics topic) {
        return descriptions.get(topic.topic()).partitions().size();
    }

    String setting(Topics topic, String name) {
        return configs.get(topic.topic()).get(name).value();
    }

    /** The bounds of the delete topics. */
    Map<Topics, Retention> retention() {
        Map<Topics, Retention> bounds = new EnumMap<>(Topics.class);
        for (Topics topic : Topics.values()) {
            if (topic.cleanup() == Topics.Cleanup.DELETE) {
                bounds.put(topic, Retention.of(configs.get(topic.topic())));
            }
        }
        return bounds;
    }

    Collection<TopicReplication> replication() {
        return descriptions.values().stream()
                .map(topic -> TopicReplication.of(topic, configs.get(topic.name())))
                .toList();
    }

    private static <T> T await(KafkaFuture<T> answer) {
        return AdminAnswers.getOrRethrow(answer, "topics could not be described");
    }
}
