package dev.freshet.schemas.topic;

import dev.freshet.core.event.TimeSpan;
import org.apache.kafka.common.config.TopicConfig;

/** A wrong setting of a topic, and the command that fixes it. */
record TopicFault(String topic, String setting, String found, String wanted, String remedy) {

    static TopicFault setting(String topic, String setting, String found, String wanted) {
        return new TopicFault(topic, setting, found, wanted, alter(topic, setting, wanted));
    }

    /** A bound that is shorter than a need. */
    static TopicFault retention(RetentionNeed need, Retention found) {
        String topic = need.topic().topic();
        String setting = TopicConfig.RETENTION_MS_CONFIG;
        return new TopicFault(
                topic,
                setting,
                found.ms() + " (" + TimeSpan.words(found.ms()) + ")",
                "at least " + need.ms() + " (" + TimeSpan.words(need.ms()) + ": " + need.because() + ")",
                alter(topic, setting, Long.toString(need.ms())));
    }

    /** More replicas in sync than there are. */
    static TopicFault insync(TopicReplication found) {
        String setting = TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
        return new TopicFault(
                found.topic(),
                setting,
                Integer.toString(found.minInsync()),
                "at most its " + found.replicas() + " replicas, or no record can be written",
                alter(found.topic(), setting, Integer.toString(Math.max(1, found.replicas() - 1))));
    }

    /** The fault of a bound that is asked for: no topic has it yet. */
    TopicFault asRequest() {
        return new TopicFault(topic, setting, found, wanted, "ask for a longer bound, or lower a setting in the sum");
    }

    private static String alter(String topic, String setting, String value) {
        return "kafka-configs.sh --bootstrap-server BROKER --alter --entity-type topics --entity-name " + topic
                + " --add-config " + setting + "=" + value;
    }

    static TopicFault partitions(Topics topic, int found, int wanted) {
        String delete = "kafka-topics.sh --bootstrap-server BROKER --delete --topic " + topic.topic();
        String remedy = topic.partitions() == Topics.Partitions.SHARED
                ? "set the configured number of partitions to " + found + " if every shared topic has as many; else "
                        + delete + " and start again: customers would change partitions, so the log must be rebuilt"
                : delete + " and start again";
        return new TopicFault(topic.topic(), "partitions", Integer.toString(found), Integer.toString(wanted), remedy);
    }

    @Override
    public String toString() {
        return topic + ": " + setting + " is " + found + ", must be " + wanted + "\n    " + remedy;
    }
}
