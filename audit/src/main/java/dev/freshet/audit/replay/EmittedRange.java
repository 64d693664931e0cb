package dev.freshet.audit.replay;

import dev.freshet.audit.PartitionOffsets;
import dev.freshet.schemas.topic.Topics;
import java.util.Map;

/**
 * What an application has emitted, and of which events. Taken in the order of the fields, so that also of an application at
 * work the examples up to {@code ends} come of events up to {@code after}, and hold all that events up to {@code before}
 * gave.
 *
 * @param before by partition of user-events, the next offset that it read
 * @param ends by partition of training-examples, the end of what is committed
 * @param after like before, a moment later
 */
record EmittedRange(int partitions, Map<Integer, Long> before, Map<Integer, Long> ends, Map<Integer, Long> after) {

    static EmittedRange take(PartitionOffsets offsets, String applicationId) {
        String events = Topics.USER_EVENTS.topic();
        Map<Integer, Long> before = offsets.processed(applicationId, events);
        PartitionOffsets.settle();
        Map<Integer, Long> ends = offsets.committedEnds(Topics.TRAINING_EXAMPLES.topic());
        return new EmittedRange(offsets.partitions(events), before, ends, offsets.processed(applicationId, events));
    }

    boolean isEmpty() {
        return before.values().stream().allMatch(offset -> offset == 0);
    }

    /** The first offset of user-events that is not run again: what comes before has given all its examples. */
    long processed(int partition) {
        return before.getOrDefault(partition, 0L);
    }

    /** The first offset of training-examples that is not compared. */
    long end(int partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** Whether the examples are of these events alone; of a partition at work the last ones may be of later events. */
    boolean isWhole(int partition) {
        return processed(partition) == after.getOrDefault(partition, 0L);
    }
}
