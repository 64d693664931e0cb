package dev.freshet.audit.balance;

import dev.freshet.audit.LongTable;
import dev.freshet.audit.Violations;
import dev.freshet.core.hash.Hash64;

/** What must hold of the refused records in one partition of a topic: each original is there once. Pure. */
final class RefusalRules {

    private final String topic;
    private final int partition;
    private final Violations violations;
    private final LongTable offsets = new LongTable();

    RefusalRules(String topic, int partition, Violations violations) {
        this.topic = topic;
        this.partition = partition;
        this.violations = violations;
    }

    void refused(long offset, String originalTopic, int originalPartition, long originalOffset) {
        long id = Hash64.seeded(1)
                .add(originalTopic)
                .add(originalPartition)
                .add(originalOffset)
                .value();
        long first = offsets.put(id, offset);
        if (first != LongTable.NONE) {
            violations.add(
                    topic,
                    partition,
                    offset,
                    originalTopic + " " + originalPartition + " offset " + originalOffset
                            + " is there twice: in offset " + first + " too");
        }
    }
}
