package dev.freshet.streams.store;

import static dev.freshet.streams.store.StoreNames.GROUPS;
import static dev.freshet.streams.store.StoreNames.TIMERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.streams.TopologyHarness;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.internals.CachingKeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record cache copies all its keys of a range for each iterator. */
final class RecordCacheTest {

    @TempDir
    Path dir;

    @Test
    void shouldNotCopyTimers() {
        try (TopologyHarness topology = new TopologyHarness(dir, Map.of(), () -> null)) {
            Map<String, StateStore> stores = topology.driver.getAllStateStores();

            assertThat(isCached(stores.get(GROUPS))).isTrue();
            assertThat(isCached(stores.get(TIMERS))).isFalse();
        }
    }

    private static boolean isCached(StateStore store) {
        return ((WrappedStateStore<?, ?, ?>) store).findInner(CachingKeyValueStore.class) != null;
    }
}
