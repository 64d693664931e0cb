package dev.freshet.bench.queue;

import dev.freshet.streams.rows.WaitingRequest;
import dev.freshet.streams.store.Timers;
import dev.freshet.streams.store.WaitingRequests;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A queue of the streams app, on the store that the app gives it.
 *
 * @param name in reports
 * @param store defines the store
 * @param open the queue on an open store
 */
record QueueKind<V>(
        String name,
        StoreBuilder<KeyValueStore<Bytes, V>> store,
        Function<KeyValueStore<Bytes, V>, OpenQueue<?>> open) {

    static List<QueueKind<?>> all() {
        return List.of(
                new QueueKind<byte[]>("timers", Timers.store(), TimerQueue::new),
                new QueueKind<WaitingRequest>("requests", WaitingRequests.store(), RequestQueue::new));
    }

    /** Runs work on an empty queue. */
    void run(Consumer<OpenQueue<?>> work) {
        StoreProcess.run(store, rows -> work.accept(open.apply(rows)));
    }
}
