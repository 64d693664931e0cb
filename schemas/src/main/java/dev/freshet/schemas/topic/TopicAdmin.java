package dev.freshet.schemas.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/**
 * Creates missing topics, and rejects existing ones that would lose records or separate customers from their history.
 */
public final class TopicAdmin {

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);

    private final TopicSettings settings;

    private TopicAdmin(TopicSettings settings) {
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
        return ensure(admin, settings, TopicNeeds.NONE);
    }

    /**
     * The same, for topics that cover some needs.
     *
     * @throws TopicsMisconfiguredException also when a bound is too short for a need; then nothing is created
     */
    public static List<String> ensure(Admin admin, TopicSettings settings, TopicNeeds needs) {
        require(RetentionRules.faults(settings.retention(), needs.retention()).stream()
                .map(TopicFault::asRequest)
                .toList());
        TopicAdmin topics = new TopicAdmin(settings);
        Set<String> created = new TreeSet<>();
        require(onceVisible(() -> {
            created.addAll(new TopicCreation(admin, settings).createMissing());
            PartitionLeaders.await(admin, Topics.names()); // another process may have created some of them just now
            return topics.faults(FoundTopics.read(admin, ""), needs);
        }));
        return List.copyOf(created);
    }

    /** {@link #check(Admin, TopicNeeds)} for a command that reads what is there. */
    public static void check(Admin admin) {
        check(admin, TopicNeeds.NONE);
    }

    /**
     * Checks that every topic is there, with as many partitions as {@code user-events}, and keeps what is needed of its
     * records; creates nothing.
     *
     * @return what an operator should know about the topics
     * @throws TopicsMisconfiguredException when a topic is misconfigured; names every topic and setting at fault
     * @throws KafkaException when topics are missing, or the broker does not answer
     */
    public static List<TopicNotice> check(Admin admin, TopicNeeds needs) {
        Set<String> missing = new TreeSet<>(Topics.names());
        missing.removeAll(await(admin.listTopics().names()));
        if (!missing.isEmpty()) {
            throw new KafkaException("topics are missing: " + missing + "; create them with freshet topics create");
        }
        FoundTopics found = FoundTopics.read(admin, needs.application());
        TopicSettings settings = TopicSettings.of(found.partitions(Topics.USER_EVENTS));
        require(new TopicAdmin(settings).faults(found, needs));
        List<TopicNotice> notices = new ArrayList<>(ReplicationRules.notices(found.brokers(), found.replication()));
        notices.addAll(RetentionRules.notices(found.retention(), needs.retention()));
        return notices;
    }

    private static void require(List<TopicFault> faults) {
        if (!faults.isEmpty()) {
            throw new TopicsMisconfiguredException(faults);
        }
    }

    /** A broker may not have heard yet of topics that the controller has just created, or deleted. */
    private static <T> T onceVisible(Supplier<T> answer) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            try {
                return answer.get();
            } catch (UnknownTopicOrPartitionException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Utils.sleep(50);
            }
        }
    }

    private List<TopicFault> faults(FoundTopics found, TopicNeeds needs) {
        List<TopicFault> faults = new ArrayList<>();
        for (Topics topic : Topics.values()) {
            int partitions = found.partitions(topic);
            if (partitions != settings.partitions(topic)) {
                faults.add(TopicFault.partitions(topic, partitions, settings.partitions(topic)));
            }
            TopicConfigs.required(settings, topic).forEach((setting, wanted) -> {
                String value = found.setting(topic, setting);
                if (!value.equals(wanted)) {
                    faults.add(TopicFault.setting(topic.topic(), setting, value, wanted));
                }
            });
        }
        faults.addAll(ReplicationRules.faults(found.replication()));
        faults.addAll(RetentionRules.faults(found.retention(), needs.retention()));
        return faults;
    }

    private static <T> T await(KafkaFuture<T> answer) {
        return AdminAnswers.getOrRethrow(answer, "topics could not be described");
    }
}
