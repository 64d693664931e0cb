package dev.freshet.audit.replay;

import dev.freshet.schemas.log.ReadProgress;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.topic.Topics;
import java.util.Map;

/**
 * The examples that an application has emitted, and the events that they come from. The parts are taken in the order of the
 * fields, and each covers everything that was committed when the part before it was taken. So for an application at work
 * too, the examples up to {@code ends} come from events up to {@code after}, and include all that come from events up to
 * {@code before}.
 *
 * @param before by partition of user-events, the next offset that it read
 * @param ends by partition of training-examples, the first offset that is not compared
 * @param after like before, a moment later
 */
record EmittedRange(int partitions, Map<Integer, Long> before, Map<Integer, Long> ends, Map<Integer, Long> after) {

    static EmittedRange take(TopicOffsets offsets, String applicationId, ReadProgress progress) {
        String events = Topics.USER_EVENTS.topic();
        Map<Integer, Long> before = offsets.processed(applicationId, events);
        Map<Integer, Long> ends = offsets.settledEnds(Topics.TRAINING_EXAMPLES.topic(), progress);
        return new EmittedRange(offsets.partitions(events), before, ends, offsets.processed(applicationId, events));
    }

    boolean isEmpty() {
        return before.values().stream().allMatch(offset -> offset == 0);
    }

    /** The first offset of user-events that is not run again: all examples of the events before it are emitted. */
    long processed(int partition) {
        return before.getOrDefault(partition, 0L);
    }

    /** The first offset of training-examples that is not compared. */
    long end(int partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** Whether all examples come from these events; while a partition is at work, the last ones may come from later events. */
    boolean isWhole(int partition) {
        return processed(partition) == after.getOrDefault(partition, 0L);
    }
}
