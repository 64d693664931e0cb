package dev.freshet.schemas.topic;

/** A wrong setting of a topic, and the command that fixes it. */
record TopicFault(String topic, String setting, String found, String wanted, String remedy) {

    static TopicFault setting(String topic, String setting, String found, String wanted) {
        String remedy = "kafka-configs.sh --bootstrap-server BROKER --alter --entity-type topics --entity-name " + topic
                + " --add-config " + setting + "=" + wanted;
        return new TopicFault(topic, setting, found, wanted, remedy);
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
