package dev.freshet.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Knows by offsets alone whether others have written to a partition between this replay's records: own records follow
 * each other, with one marker after each own transaction. Thread-safe.
 */
final class OwnOffsets {

    /** Offsets from the first to the one before the end. */
    record Gap(long from, long end) {}

    /** By partition, the offset after the last own record that is known to have no foreign record before it. */
    private final Map<Integer, Long> verified = new HashMap<>();

    /** Partitions in which the marker of an own transaction follows that offset. */
    private final Set<Integer> markers = new HashSet<>();

    private final Map<Integer, Sent> open = new HashMap<>();

    /** @param ends by partition, where the replay begins to write */
    OwnOffsets(Map<Integer, Long> ends) {
        verified.putAll(ends);
    }

    /** Takes the offset of a record that the open transaction has written. */
    synchronized void sent(int partition, long offset) {
        open.merge(partition, new Sent(1, offset), Sent::plus);
    }

    /** Where others may have written before the last own record of the open transaction, by partition. */
    synchronized Map<Integer, Gap> gaps() {
        Map<Integer, Gap> gaps = new HashMap<>();
        open.forEach((partition, sent) -> {
            long from = verified.getOrDefault(partition, 0L);
            long own = sent.records() + (markers.contains(partition) ? 1 : 0);
            long others = sent.last() + 1 - from - own;
            if (others > 0) {
                gaps.put(partition, new Gap(from, sent.last() + 1));
            }
        });
        return gaps;
    }

    /** The open transaction is committed, and its gaps were looked at. */
    synchronized void committed() {
        open.forEach((partition, sent) -> {
            verified.put(partition, sent.last() + 1);
            markers.add(partition);
        });
        open.clear();
    }

    /** The open transaction has failed: what it has written is foreign from now on. */
    synchronized void failed() {
        open.clear();
    }

    private record Sent(long records, long last) {
        Sent plus(Sent more) {
            return new Sent(records + more.records, Math.max(last, more.last));
        }
    }
}
