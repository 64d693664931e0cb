package dev.freshet.streams.store;

import dev.freshet.schemas.ScoreRequest;
import dev.freshet.streams.rows.WaitingRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Requests that cannot be answered yet, in order of turn, then of arrival. */
public final class WaitingRequests {

    /**
     * A request at the head of the queue.
     *
     * @param arrived wall time of its arrival, epoch milliseconds
     */
    public record Waiting(Bytes key, long arrived, ScoreRequest request) {}

    private final KeyValueStore<Bytes, WaitingRequest> rows;
    private long arrivals;
    /** No request waits before this key: reading from it skips the tombstones of answered requests. */
    private Bytes head;

    private boolean empty;

    public WaitingRequests(KeyValueStore<Bytes, WaitingRequest> rows) {
        this.rows = rows;
        try (KeyValueIterator<Bytes, WaitingRequest> all = rows.all()) {
            while (all.hasNext()) {
                Bytes key = all.next().key;
                head = head == null ? key : head;
                arrivals = Math.max(arrivals, number(key) + 1);
            }
        }
        empty = head == null;
    }

    public boolean isEmpty() {
        return empty;
    }

    /** Adds a request behind those of the same turn and of earlier turns. */
    public void add(long turn, ScoreRequest request, long arrived) {
        Bytes key = key(turn, arrivals++);
        try {
            rows.put(key, new WaitingRequest(arrived, request.toByteBuffer()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        head = empty || key.compareTo(head) < 0 ? key : head;
        empty = false;
    }

    /** The first request; null when none waits. */
    public Waiting first() {
        if (empty) {
            return null;
        }
        try (KeyValueIterator<Bytes, WaitingRequest> rest = rows.range(head, null)) {
            if (!rest.hasNext()) {
                empty = true;
                return null;
            }
            KeyValue<Bytes, WaitingRequest> row = rest.next();
            head = row.key;
            return new Waiting(row.key, row.value.getArrived(), ScoreRequest.fromByteBuffer(row.value.getRequest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void remove(Waiting waiting) {
        rows.delete(waiting.key());
    }

    private static Bytes key(long turn, long number) {
        return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(StoreKeys.sortable(turn))
                .putLong(number)
                .array());
    }

    private static long number(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong(Long.BYTES);
    }
}
