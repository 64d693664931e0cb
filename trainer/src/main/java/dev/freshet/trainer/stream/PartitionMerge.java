package dev.freshet.trainer.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Merges partitions into the one order (record time, partition, offset), however their records arrive. A partition
 * without a record at hand holds back every record that might come after its next one. Its next record is dated no
 * earlier than the largest time seen in the partition. Not thread-safe.
 */
final class PartitionMerge<T> {

    private final List<Lane<T>> lanes = new ArrayList<>();

    PartitionMerge(int partitions) {
        for (int p = 0; p < partitions; p++) {
            lanes.add(new Lane<>(p));
        }
    }

    /**
     * Takes the next record of its partition.
     *
     * @throws IllegalStateException when the partition's record time or offset goes back
     */
    void add(PartitionRecord<T> arrival) {
        lanes.get(arrival.partition()).add(arrival);
    }

    /** The next record in merged order; empty while a partition holds it back. */
    Optional<PartitionRecord<T>> poll() {
        Lane<T> first = firstLane();
        if (first == null || lanes.stream().anyMatch(lane -> lane.holdsBack(first.waiting.element()))) {
            return Optional.empty();
        }
        return Optional.of(first.waiting.remove());
    }

    /** Marks a partition as ended. It holds nothing back until another of its records is added. */
    void end(int partition) {
        lanes.get(partition).ended = true;
    }

    /** How many records of a partition wait here. */
    int waiting(int partition) {
        return lanes.get(partition).waiting.size();
    }

    /** Partitions that hold back the first waiting record; none when no record waits. */
    List<Integer> holdingBack() {
        Lane<T> first = firstLane();
        return first == null
                ? List.of()
                : lanes.stream()
                        .filter(lane -> lane.holdsBack(first.waiting.element()))
                        .map(lane -> lane.partition)
                        .toList();
    }

    private Lane<T> firstLane() {
        Lane<T> first = null;
        for (Lane<T> lane : lanes) {
            if (!lane.waiting.isEmpty()
                    && (first == null || lane.waiting.element().compareTo(first.waiting.element()) < 0)) {
                first = lane;
            }
        }
        return first;
    }

    /** One partition: its waiting records and the largest time seen. */
    private static final class Lane<T> {

        private final int partition;
        private final ArrayDeque<PartitionRecord<T>> waiting = new ArrayDeque<>();
        private long progress = Long.MIN_VALUE;
        private long lastOffset = -1;
        private boolean ended;

        Lane(int partition) {
            this.partition = partition;
        }

        void add(PartitionRecord<T> arrival) {
            if (arrival.time() < progress || arrival.offset() <= lastOffset) {
                throw new IllegalStateException("partition " + partition + " goes back: record at offset "
                        + arrival.offset() + " dated " + arrival.time() + " follows offset " + lastOffset + " dated "
                        + progress + "; its writer must date records by a watermark that never goes back");
            }
            progress = arrival.time();
            lastOffset = arrival.offset();
            ended = false;
            waiting.add(arrival);
        }

        /**
         * Of records with equal times, that of the lower partition goes first. A higher partition therefore does not
         * hold a record back once it has reached the record's time.
         */
        boolean holdsBack(PartitionRecord<T> candidate) {
            return waiting.isEmpty()
                    && !ended
                    && (progress < candidate.time()
                            || (progress == candidate.time() && partition < candidate.partition()));
        }
    }
}
