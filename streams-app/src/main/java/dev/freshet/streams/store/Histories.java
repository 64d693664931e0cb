package dev.freshet.streams.store;

import dev.freshet.core.history.Cutoff;
import dev.freshet.core.history.History;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.history.HistoryRules;
import dev.freshet.schemas.UserEvent;
import dev.freshet.streams.rows.HistoryChunk;
import dev.freshet.streams.rows.HistoryHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Customers' positive events in chunks, rows of a fixed number of events. Appending reads and writes one chunk and one
 * head; reading reads the newest chunks that a window needs. Neither cost grows with the length of the history.
 */
public final class Histories {

    private final KeyValueStore<String, HistoryHead> heads;
    private final KeyValueStore<Bytes, HistoryChunk> chunks;
    private final HistoryRules rules;

    public Histories(
            KeyValueStore<String, HistoryHead> heads, KeyValueStore<Bytes, HistoryChunk> chunks, HistoryRules rules) {
        this.heads = heads;
        this.chunks = chunks;
        this.rules = rules;
    }

    /** The head of a customer's history, or of an empty history when the customer has none. */
    public HistoryHead head(String user) {
        HistoryHead head = heads.get(user);
        return head != null ? head : HistoryHeads.beginning(rules, 0);
    }

    /** The stored head of a customer's history; empty when there is none. */
    public Optional<HistoryHead> find(String user) {
        return Optional.ofNullable(heads.get(user));
    }

    /**
     * A history with one more event.
     *
     * @param arrival of that event; see {@link #arrival}
     */
    public record Appended(HistoryHead head, long arrival) {}

    /**
     * Appends an event that is not late, and drops chunks that are no longer needed.
     *
     * @param shown the latest time that the event shows: its own or that of the group that it labels, epoch milliseconds
     */
    public Appended append(String user, HistoryHead head, UserEvent event, long shown, long watermark) {
        int size = head.getChunkSize();
        long number = head.getNextSequence() / size;
        boolean fresh = head.getNextSequence() % size == 0;
        Bytes key = StoreKeys.of(user, number);
        HistoryChunk chunk = fresh ? Chunks.empty() : chunk(key, user, number);
        long before = fresh ? newestArrival(user, head) : Chunks.newestArrival(chunk);
        long arrival = Math.max(Math.max(watermark, shown), before);
        chunks.put(key, Chunks.with(chunk, event, arrival));
        HistoryHead appended = HistoryHeads.with(head, event.getTimestamp(), fresh);
        HistoryHead kept = fresh ? prune(user, appended, watermark) : appended;
        heads.put(user, kept);
        return new Appended(kept, arrival);
    }

    public void put(String user, HistoryHead head) {
        heads.put(user, head);
    }

    /** The head to which a customer's next event is appended; a new history begins at the given sequence or later. */
    public HistoryHead headOrNew(String user, long firstSequence) {
        return find(user).orElseGet(() -> HistoryHeads.beginning(rules, firstSequence));
    }

    /** Deletes all events of a history. Its head stays, so that no sequence is given twice. */
    public void clear(String user, HistoryHead head) {
        HistoryHead cleared = HistoryHeads.withoutEvents(head, newestArrival(user, head), rules);
        for (long number = head.getFirstChunk(); number < HistoryHeads.chunks(head); number++) {
            chunks.delete(StoreKeys.of(user, number));
        }
        heads.put(user, cleared);
    }

    /** Deletes the head of a history without events. */
    public void forget(String user) {
        heads.delete(user);
    }

    /**
     * When a held event arrived, epoch milliseconds: the watermark then, or a later time that the customer's events had
     * shown. It never falls from an event to the next, and the group that the event labels is dated no later.
     */
    public long arrival(String user, HistoryHead head, long sequence) {
        long number = sequence / head.getChunkSize();
        return Chunks.arrival(chunk(StoreKeys.of(user, number), user, number), (int) (sequence % head.getChunkSize()));
    }

    /**
     * The sequence after the last event that arrived before a time. It stays the same once the watermark has reached that
     * time, as long as the history holds an event that arrived before it.
     *
     * @param time epoch milliseconds
     */
    public long sequenceAt(String user, HistoryHead head, long time) {
        for (long number = HistoryHeads.chunks(head) - 1; number >= head.getFirstChunk(); number--) {
            HistoryChunk chunk = chunk(StoreKeys.of(user, number), user, number);
            for (int i = chunk.getTimestamps().size() - 1; i >= 0; i--) {
                if (Chunks.arrival(chunk, i) < time) {
                    return number * head.getChunkSize() + i + 1;
                }
            }
        }
        // the empty history before a customer's first event has the same name as that of a customer without a head
        return head.getFloor() == Long.MIN_VALUE ? 0 : head.getFirstChunk() * head.getChunkSize();
    }

    /** The smallest timestamp of the held events with sequences from {@code from} up to {@code to}, exclusive. */
    public long earliest(String user, HistoryHead head, long from, long to) {
        long earliest = Long.MAX_VALUE;
        int size = head.getChunkSize();
        for (long number = from / size; number * size < to; number++) {
            HistoryChunk chunk = chunk(StoreKeys.of(user, number), user, number);
            for (int i = 0; i < chunk.getTimestamps().size(); i++) {
                long sequence = number * size + i;
                if (sequence >= from && sequence < to) {
                    earliest = Math.min(earliest, chunk.getTimestamps().get(i));
                }
            }
        }
        return earliest;
    }

    /**
     * The end of a history: at least the last {@code wanted} events that precede a cutoff, and all events after the
     * first of them in order.
     */
    public History read(String user, HistoryHead head, Cutoff cutoff, int wanted) {
        List<HistoryEvent> events = new ArrayList<>();
        long number = HistoryHeads.chunks(head);
        long oldest = Long.MAX_VALUE;
        int through = 0;
        while (number > head.getFirstChunk()
                && (through < wanted || HistoryHeads.latestBefore(head, number) > oldest)) {
            number--;
            HistoryChunk chunk = chunk(StoreKeys.of(user, number), user, number);
            long first = number * head.getChunkSize();
            for (int i = 0; i < chunk.getTimestamps().size(); i++) {
                HistoryEvent event = Chunks.event(chunk, i, first + i);
                events.add(event);
                oldest = Math.min(oldest, event.timestamp());
                through += cutoff.precedes(event) ? 1 : 0;
            }
        }
        return History.of(number * head.getChunkSize(), events);
    }

    /** When the last event arrived, deleted ones included, epoch milliseconds; the smallest long before the first. */
    public long newestArrival(String user, HistoryHead head) {
        return HistoryHeads.holdsEvents(head) ? arrival(user, head, head.getNextSequence() - 1) : head.getFloor();
    }

    private HistoryHead prune(String user, HistoryHead head, long watermark) {
        HistoryHead kept = head;
        for (int drop = HistoryHeads.droppable(head, watermark, rules); drop > 0; drop--) {
            chunks.delete(StoreKeys.of(user, kept.getFirstChunk()));
            kept = HistoryHeads.withoutOldest(kept);
        }
        return kept;
    }

    private HistoryChunk chunk(Bytes key, String user, long number) {
        HistoryChunk chunk = chunks.get(key);
        if (chunk == null) {
            throw new IllegalStateException("chunk " + number + " of the history of " + user
                    + " is missing from its store; the state directory is damaged: delete it, the changelog"
                    + " restores it");
        }
        return chunk;
    }
}
