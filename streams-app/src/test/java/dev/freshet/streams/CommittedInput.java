package dev.freshet.streams;

import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * Whether an application has committed all input; its watermark is visible before the last record's timers have fired.
 */
final class CommittedInput {

    private CommittedInput() {}

    static boolean isAll(Admin admin, String application) {
        TopicOffsets offsets = new TopicOffsets(admin);
        String events = Topics.USER_EVENTS.topic();
        Map<Integer, Long> committed = offsets.processed(application, events);
        return offsets.writtenEnds(events).entrySet().stream()
                .allMatch(end -> committed.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }
}
