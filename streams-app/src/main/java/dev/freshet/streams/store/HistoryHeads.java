package dev.freshet.streams.store;

import dev.freshet.core.history.HistoryRules;
import dev.freshet.streams.rows.HistoryHead;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The head row of a history: how it is read and changed. Pure. */
public final class HistoryHeads {

    private HistoryHeads() {}

    /**
     * The head of a history without events.
     *
     * @param first the sequence of its first event is at least this
     */
    static HistoryHead beginning(HistoryRules rules, long first) {
        return withoutEvents(first, rules.chunkSize(), Long.MIN_VALUE, rules);
    }

    /**
     * A head without its events. Its next sequence is above the old one, since that names the history with the events.
     *
     * @param newestArrival of its events, epoch milliseconds; an older event will be late
     */
    static HistoryHead withoutEvents(HistoryHead head, long newestArrival, HistoryRules rules) {
        return withoutEvents(head.getNextSequence() + 1, head.getChunkSize(), newestArrival, rules);
    }

    private static HistoryHead withoutEvents(long first, int size, long floor, HistoryRules rules) {
        long next = rules.beginning(first, size);
        return new HistoryHead(next, next, size, next / size, floor, List.of(), List.of());
    }

    /** Whether a history holds events. */
    public static boolean holdsEvents(HistoryHead head) {
        return !head.getChunkMin().isEmpty();
    }

    /** The number after the newest chunk's. */
    static long chunks(HistoryHead head) {
        return head.getFirstChunk() + head.getChunkMin().size();
    }

    /** Largest timestamp in the held chunks below a number; the smallest long when there is none. */
    static long latestBefore(HistoryHead head, long number) {
        return head.getChunkMax().subList(0, (int) (number - head.getFirstChunk())).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /**
     * The head with one more event, in a new chunk or in the newest. The first event of a history is no target, as no event
     * precedes it. Only a history that begins at 0 does not say so: whoever counts its targets leaves out sequence 0.
     */
    static HistoryHead with(HistoryHead head, long timestamp, boolean fresh) {
        List<Long> min = new ArrayList<>(head.getChunkMin());
        List<Long> max = new ArrayList<>(head.getChunkMax());
        int last = min.size() - 1;
        if (fresh) {
            min.add(timestamp);
            max.add(timestamp);
        } else {
            min.set(last, Math.min(min.get(last), timestamp));
            max.set(last, Math.max(max.get(last), timestamp));
        }
        boolean begins = !holdsEvents(head) && head.getNextSequence() > 0;
        return new HistoryHead(
                head.getNextSequence() + 1,
                begins ? head.getNextSequence() + 1 : head.getNextTarget(),
                head.getChunkSize(),
                head.getFirstChunk(),
                head.getFloor(),
                min,
                max);
    }

    public static HistoryHead withNextTarget(HistoryHead head, long nextTarget) {
        return new HistoryHead(
                head.getNextSequence(),
                nextTarget,
                head.getChunkSize(),
                head.getFirstChunk(),
                head.getFloor(),
                head.getChunkMin(),
                head.getChunkMax());
    }

    static HistoryHead withoutOldest(HistoryHead head) {
        return new HistoryHead(
                head.getNextSequence(),
                head.getNextTarget(),
                head.getChunkSize(),
                head.getFirstChunk() + 1,
                Math.max(head.getFloor(), head.getChunkMax().get(0)),
                head.getChunkMin().subList(1, head.getChunkMin().size()),
                head.getChunkMax().subList(1, head.getChunkMax().size()));
    }

    /**
     * How many of the oldest chunks to drop. Beyond the hard cap, as many as exceed it. Otherwise, the smallest number
     * such that all dropped chunks are older than the retention, a whole window of events older than the retention
     * remains, and no remaining event is ordered before a dropped one.
     */
    static int droppable(HistoryHead head, long watermark, HistoryRules rules) {
        int held = head.getChunkMin().size();
        int size = head.getChunkSize();
        int beyond = Math.min(held - 1, held - rules.cap() / size);
        if (beyond > 0) {
            return beyond;
        }
        long boundary = watermark - rules.retentionMs();
        int expired = 0;
        while (expired < held - 1 && head.getChunkMax().get(expired) < boundary) {
            expired++;
        }
        long latest = Long.MIN_VALUE;
        for (int drop = 1; (long) (expired - drop) * size >= rules.length(); drop++) {
            latest = Math.max(latest, head.getChunkMax().get(drop - 1));
            if (Collections.min(head.getChunkMin().subList(drop, held)) >= latest) {
                return drop;
            }
        }
        return 0;
    }
}
