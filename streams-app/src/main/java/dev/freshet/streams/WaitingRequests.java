package dev.freshet.streams;

import dev.freshet.schemas.ScoreRequest;
import dev.freshet.streams.rows.WaitingRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Requests in order of arrival, kept in a store under a running number. */
final class WaitingRequests {

    private final KeyValueStore<Long, WaitingRequest> rows;
    private long first;
    private long next;

    WaitingRequests(KeyValueStore<Long, WaitingRequest> rows) {
        this.rows = rows;
        try (KeyValueIterator<Long, WaitingRequest> all = rows.all()) {
            while (all.hasNext()) {
                long number = all.next().key;
                first = next == 0 ? number : first;
                next = number + 1;
            }
        }
    }

    boolean isEmpty() {
        return first == next;
    }

    void add(ScoreRequest request, long arrived) {
        try {
            rows.put(next++, new WaitingRequest(arrived, request.toByteBuffer()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Wall time at which the oldest arrived, epoch milliseconds. */
    long oldestArrival() {
        return rows.get(first).getArrived();
    }

    ScoreRequest take() {
        WaitingRequest row = rows.delete(first++);
        try {
            return ScoreRequest.fromByteBuffer(row.getRequest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
