package dev.freshet.cli.faults;

import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Whether the streams app has processed everything that was sent. */
final class Done {

    /** The group of the streams app. */
    static final String APPLICATION = "freshet";

    private final TopicOffsets offsets;

    Done(Admin admin) {
        offsets = new TopicOffsets(admin);
    }

    /** Whether all input is committed as consumed, and nothing that was written is left in an open transaction. */
    boolean isDone() {
        try {
            return isConsumed(Topics.USER_EVENTS)
                    && isConsumed(Topics.SCORE_REQUESTS)
                    && offsets.isSettled(Topics.TRAINING_EXAMPLES.topic())
                    && offsets.isSettled(Topics.SCORES.topic());
        } catch (KafkaException e) {
            return false; // a broker is away
        }
    }

    private boolean isConsumed(Topics topic) {
        Map<Integer, Long> consumed = offsets.processed(APPLICATION, topic.topic());
        return offsets.writtenEnds(topic.topic()).entrySet().stream()
                .allMatch(end -> consumed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
