package dev.freshet.schemas.log;

import dev.freshet.core.retry.StallTimer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Waits until the transactions below some ends of a topic are settled; maps are by partition.
 *
 * @param lastStable gives the last stable offsets at each call
 * @param nanoTime a clock such as {@link System#nanoTime}
 */
record SettledOffsets(
        String topic, Map<Integer, Long> ends, Supplier<Map<Integer, Long>> lastStable, LongSupplier nanoTime) {

    /**
     * Returns when every partition is settled up to its end.
     *
     * @param progress is told of the open partitions at each look
     * @throws TimeoutException when nothing below the ends is settled for two minutes
     */
    void await(ReadProgress progress) {
        Map<Integer, Long> settled = settled();
        StallTimer timer = new StallTimer(RecordsToEnd.PATIENCE, nanoTime);
        for (int look = 1; !settled.equals(ends); look++) {
            tell(progress, settled);
            TopicOffsets.pause(look);
            Map<Integer, Long> now = settled();
            if (!now.equals(settled)) {
                timer.moved();
            } else if (timer.isOver()) {
                throw new TimeoutException("topic " + topic + ": a transaction stays open, the last stable offsets are "
                        + now + " and the ends are " + ends
                        + "; its writer or transaction.timeout.ms ends it, or see kafka-transactions.sh find-hanging");
            }
            settled = now;
        }
    }

    /** The last stable offsets, at most the ends: what is written beyond an end is no progress towards it. */
    private Map<Integer, Long> settled() {
        Map<Integer, Long> settled = new HashMap<>(lastStable.get());
        settled.replaceAll((partition, offset) -> Math.min(offset, ends.getOrDefault(partition, 0L)));
        return settled;
    }

    private void tell(ReadProgress progress, Map<Integer, Long> settled) {
        ends.forEach((partition, end) -> {
            long offset = settled.getOrDefault(partition, 0L);
            if (offset < end) {
                progress.at(new TopicPartition(topic, partition), offset, end);
            }
        });
    }
}
