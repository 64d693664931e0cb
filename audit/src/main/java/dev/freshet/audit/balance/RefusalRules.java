package dev.freshet.audit.balance;

import dev.freshet.audit.Violations;
import dev.freshet.core.hash.Hash64;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;

/** Checks the rejected records in one partition of a topic: each original appears once. Pure. */
final class RefusalRules {

    private static final long NONE = -1;

    private final String topic;
    private final int partition;
    private final Violations violations;
    private final Long2LongOpenHashMap offsets = new Long2LongOpenHashMap();

    RefusalRules(String topic, int partition, Violations violations) {
        this.topic = topic;
        this.partition = partition;
        this.violations = violations;
        offsets.defaultReturnValue(NONE);
    }

    void refused(long offset, String originalTopic, int originalPartition, long originalOffset) {
        long id = Hash64.seeded(1)
                .add(originalTopic)
                .add(originalPartition)
                .add(originalOffset)
                .value();
        long first = offsets.put(id, offset);
        if (first != NONE) {
            violations.add(
                    topic,
                    partition,
                    offset,
                    originalTopic + " " + originalPartition + " offset " + originalOffset
                            + " is there twice: in offset " + first + " too");
        }
    }
}
