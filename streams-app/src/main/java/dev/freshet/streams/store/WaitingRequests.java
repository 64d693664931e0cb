package dev.freshet.streams.store;

import dev.freshet.schemas.ScoreRequest;
import dev.freshet.streams.rows.WaitingRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Requests that cannot be answered yet, in order of turn, then of arrival. */
public final class WaitingRequests {

    /**
     * A request at the head of the queue.
     *
     * @param arrived wall time of its arrival, epoch milliseconds
     */
    public record Waiting(Bytes key, long arrived, ScoreRequest request) {

        /** The offset of the request in its partition. */
        public long offset() {
            return ByteBuffer.wrap(key.get()).getLong(Long.BYTES);
        }
    }

    /** So many that the keys that the record cache copies for an iterator cost each request next to nothing. */
    private static final int READ_AHEAD = 10_000;

    private final FirstKeys<WaitingRequest> keys;

    /** @param rows a store as {@link #store} defines it */
    public WaitingRequests(KeyValueStore<Bytes, WaitingRequest> rows) {
        this.keys = new FirstKeys<>(rows, READ_AHEAD);
    }

    /**
     * The store of the requests. Its record cache keeps requests out of the changelog that are answered in the transaction
     * that adds them, as most are in a replay.
     */
    public static StoreBuilder<KeyValueStore<Bytes, WaitingRequest>> store() {
        return FirstKeys.store(
                        StoreNames.WAITING, new RowSerde<>(WaitingRequest.class, WaitingRequest.getClassSchema()))
                .withCachingEnabled();
    }

    public boolean isEmpty() {
        return keys.first() == null;
    }

    /**
     * Adds a request behind those of earlier turns and of the same turn.
     *
     * @param offset of the request in its partition, which orders requests of the same turn
     * @param arrived wall time of its arrival, epoch milliseconds
     */
    public void add(long turn, long offset, ScoreRequest request, long arrived) {
        try {
            keys.put(key(turn, offset), new WaitingRequest(arrived, request.toByteBuffer()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first request; null when none waits. */
    public Waiting first() {
        Bytes first = keys.first();
        if (first == null) {
            return null;
        }
        WaitingRequest row = keys.get(first);
        try {
            return new Waiting(first, row.getArrived(), ScoreRequest.fromByteBuffer(row.getRequest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void remove(Waiting waiting) {
        keys.delete(waiting.key());
    }

    private static Bytes key(long turn, long offset) {
        return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(StoreKeys.sortable(turn))
                .putLong(offset)
                .array());
    }
}
