package dev.freshet.streams;

import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.TaskState;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A restart on Kafka's test driver, which keeps no state: a new topology gets the rows of the old one. */
final class CopiedStores {

    private static final List<String> STORES = List.of(
            StoreNames.TASK,
            StoreNames.HISTORY_HEADS,
            StoreNames.HISTORY_CHUNKS,
            StoreNames.GROUPS,
            StoreNames.TIMERS,
            StoreNames.EVENT_IDS,
            StoreNames.POPULARITY,
            StoreNames.POPULAR_PRODUCTS,
            StoreNames.PRODUCT_COUNTS,
            StoreNames.WAITING_EVENTS);

    private CopiedStores() {}

    /** Copies the rows of all stores but for the offsets, which begin at 0 again, and the witnesses. */
    static void copy(TopologyHarness from, TopologyHarness to) {
        for (String store : STORES) {
            KeyValueStore<Object, Object> rows = to.driver.getKeyValueStore(store);
            try (KeyValueIterator<Object, Object> all =
                    from.driver.getKeyValueStore(store).all()) {
                all.forEachRemaining(row -> {
                    if (!store.equals(StoreNames.TASK) || TaskState.isNumber((String) row.key)) {
                        rows.put(row.key, row.value);
                    }
                });
            }
        }
    }
}
