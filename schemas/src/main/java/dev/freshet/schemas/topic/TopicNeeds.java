package dev.freshet.schemas.topic;

import java.util.List;

/**
 * What a command needs of the topics.
 *
 * @param retention how far back it reads them
 * @param application id of the Kafka Streams application that it is, whose internal topics count too; empty for none
 */
public record TopicNeeds(List<RetentionNeed> retention, String application) {

    /** For a command that reads what is there. */
    public static final TopicNeeds NONE = new TopicNeeds(List.of(), "");

    public TopicNeeds {
        retention = List.copyOf(retention);
    }
}
