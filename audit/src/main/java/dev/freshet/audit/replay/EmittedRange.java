package dev.freshet.audit.replay;

import dev.freshet.schemas.log.ReadProgress;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.topic.Topics;
import java.util.Map;

/**
 * The examples that an application has emitted, and the events that they come from, taken part by part in the order of
 * the fields. Each part covers everything that was committed when the part before it was taken. So even while the
 * application runs, the examples up to {@code ends} come from events up to {@code after}, and include all that come
 * from events up to {@code before}.
 *
 * @param before by partition of user-events, the next offset that it read
 * @param ends by partition of training-examples, the first offset that is not compared
 * @param after like {@code before}, taken last
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

    /**
     * The first offset of user-events that the audit does not reprocess; the application has emitted all examples of
     * the events below it.
     */
    long processed(int partition) {
        return before.getOrDefault(partition, 0L);
    }

    /** The first offset of training-examples that is not compared. */
    long end(int partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /**
     * Whether all examples come from the events below {@link #processed}; while the application runs, the last ones may
     * come from later events.
     */
    boolean isWhole(int partition) {
        return processed(partition) == after.getOrDefault(partition, 0L);
    }
}
