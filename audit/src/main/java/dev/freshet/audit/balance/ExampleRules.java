package dev.freshet.audit.balance;

import dev.freshet.audit.Violations;
import dev.freshet.schemas.ExampleGroup;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.topic.Topics;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.time.Instant;

/**
 * Checks the examples of one partition: time never goes back, and no group or target appears twice. A request id that
 * is reused after the late horizon opens a new group. Pure. A target takes one table entry of 21 to 43 bytes, a group
 * takes two.
 */
final class ExampleRules {

    private static final String TOPIC = Topics.TRAINING_EXAMPLES.topic();

    private static final long NONE = Long.MIN_VALUE;

    private final int partition;
    private final long lateHorizonMs;
    private final Violations violations;

    private final Long2LongOpenHashMap targetOffsets = table();
    private final Long2LongOpenHashMap groupTimes = table();
    private final Long2LongOpenHashMap groupOffsets = table();
    private long groups;
    private long targets;
    private long time = Long.MIN_VALUE;

    /** @param lateHorizonMs how long a closed group is remembered, milliseconds of event time */
    ExampleRules(int partition, long lateHorizonMs, Violations violations) {
        this.partition = partition;
        this.lateHorizonMs = lateHorizonMs;
        this.violations = violations;
    }

    private static Long2LongOpenHashMap table() {
        Long2LongOpenHashMap table = new Long2LongOpenHashMap();
        table.defaultReturnValue(NONE);
        return table;
    }

    /** Checks the time of the next record of any kind. */
    void time(long offset, long recordTime) {
        if (recordTime < time) {
            violations.add(
                    TOPIC,
                    partition,
                    offset,
                    "time goes back from " + Instant.ofEpochMilli(time) + " to " + Instant.ofEpochMilli(recordTime));
        }
        time = Math.max(time, recordTime);
    }

    /** Checks the next example. */
    void example(long offset, TrainingExample example) {
        String user = example.getUserId();
        example.getGroups().forEach(group -> group(offset, user, group));
        for (int target : example.getTargets()) {
            targets++;
            long sequence = example.getHistory().getSequences().get(target);
            long first = targetOffsets.put(NameHash.of(user, sequence), offset);
            if (first != NONE) {
                twice(offset, "target", "event " + sequence + " of user '" + user + "'", first);
            }
        }
    }

    private void group(long offset, String user, ExampleGroup group) {
        groups++;
        long id = NameHash.of(user, group.getRequestId());
        long before = groupTimes.put(id, group.getTimestamp());
        long first = groupOffsets.put(id, offset);
        if (before != NONE && group.getTimestamp() - before < lateHorizonMs) {
            twice(offset, "group", "request '" + group.getRequestId() + "' of user '" + user + "'", first);
        }
    }

    private void twice(long offset, String kind, String which, long first) {
        violations.add(
                TOPIC,
                partition,
                offset,
                "the " + kind + " of " + which + " is there twice: in offset " + first + " too");
    }

    long groups() {
        return groups;
    }

    long targets() {
        return targets;
    }
}
