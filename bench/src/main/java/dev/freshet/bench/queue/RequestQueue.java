package dev.freshet.bench.queue;

import dev.freshet.schemas.ScoreRequest;
import dev.freshet.streams.rows.WaitingRequest;
import dev.freshet.streams.store.WaitingRequests;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Requests of a replay, which wait for the events before them. */
final class RequestQueue implements OpenQueue<RequestQueue.Turn> {

    private static final List<String> CANDIDATES =
            IntStream.range(0, 15).mapToObj(i -> "product-" + i).toList();

    /** A request's time and its offset. */
    record Turn(long time, long offset) {}

    private final WaitingRequests requests;

    RequestQueue(KeyValueStore<Bytes, WaitingRequest> rows) {
        this.requests = new WaitingRequests(rows);
    }

    @Override
    public Turn entry(long time, long number) {
        return new Turn(time, number);
    }

    @Override
    public long time(Turn entry) {
        return entry.time();
    }

    @Override
    public Comparator<Turn> order() {
        return Comparator.comparingLong(Turn::time).thenComparingLong(Turn::offset);
    }

    @Override
    public void add(Turn entry) {
        String id = String.valueOf(entry.offset());
        ScoreRequest request = new ScoreRequest(id, "customer-1", "search", entry.time(), CANDIDATES, null);
        requests.add(entry.time(), entry.offset(), request, 0);
    }

    @Override
    public Turn take(long watermark) {
        WaitingRequests.Waiting first = requests.first();
        if (first == null || first.request().getTimestamp() >= watermark) {
            return null;
        }
        requests.remove(first);
        return new Turn(
                first.request().getTimestamp(), Long.parseLong(first.request().getRequestId()));
    }
}
