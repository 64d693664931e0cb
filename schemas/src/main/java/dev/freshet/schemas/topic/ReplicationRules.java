package dev.freshet.schemas.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** What the death of one broker loses. */
final class ReplicationRules {

    private ReplicationRules() {}

    /** Topics that accept no record, because they ask for more replicas than they have. */
    static List<TopicFault> faults(Collection<TopicReplication> topics) {
        return topics.stream()
                .filter(topic -> topic.minInsync() > topic.replicas())
                .map(TopicFault::insync)
                .toList();
    }

    /**
     * What one broker's death loses or stops, topic by topic.
     *
     * @param brokers number of brokers in service
     */
    static List<TopicNotice> notices(int brokers, Collection<TopicReplication> topics) {
        int most = topics.stream().mapToInt(TopicReplication::replicas).max().orElse(0);
        if (Math.max(brokers, most) <= 1) {
            return List.of(TopicNotice.information("Kafka is one broker: it holds the only copy of every record, which"
                    + " suits development; in production use three brokers and three replicas"));
        }
        List<TopicNotice> notices = new ArrayList<>();
        add(
                notices,
                named(topics, topic -> topic.replicas() == 1),
                "one broker's death loses records for ever: one replica only of ",
                "; add replicas with kafka-reassign-partitions.sh");
        add(
                notices,
                named(topics, topic -> topic.replicas() > 1 && topic.minInsync() == 1),
                "one broker's death may lose acknowledged records: min.insync.replicas is 1 of ",
                "; with three replicas set it to 2 with kafka-configs.sh");
        add(
                notices,
                named(topics, topic -> topic.replicas() > 1 && topic.minInsync() == topic.replicas()),
                "one broker's death stops the apps until it is back: min.insync.replicas is the number of replicas of ",
                "; add a replica with kafka-reassign-partitions.sh");
        if (notices.isEmpty()) {
            notices.add(TopicNotice.information(
                    "one broker's death loses no record and stops nothing: every topic has" + " a replica to spare"));
        }
        return notices;
    }

    private static void add(List<TopicNotice> notices, List<String> topics, String loss, String remedy) {
        if (!topics.isEmpty()) {
            notices.add(TopicNotice.warning(loss + topics + remedy));
        }
    }

    private static List<String> named(Collection<TopicReplication> topics, Predicate<TopicReplication> which) {
        return topics.stream()
                .filter(which)
                .map(TopicReplication::topic)
                .sorted()
                .toList();
    }
}
