package dev.freshet.streams;

import static dev.freshet.schemas.ActionType.CART_UPDATE;
import static dev.freshet.streams.TopologyHarness.T0;
import static dev.freshet.streams.TopologyHarness.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.StoreNames;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Popularity serves answers, and decides no example. */
final class PopularityTimersTest {

    @TempDir
    Path dir;

    @Test
    void shouldChangeNoExampleOrWatermarkRecordWhenProductsAreDropped() {
        assertThat(examplesWith("1h", 0)).isEqualTo(examplesWith("3650d", 3)).hasSizeGreaterThan(3);
    }

    /** Texts of the records of training-examples, watermarks included, with their times. */
    private List<String> examplesWith(String halfLife, int products) {
        Map<String, String> settings = Map.of("popularity.half.life", halfLife);
        try (TopologyHarness topology = new TopologyHarness(dir.resolve(halfLife), settings, () -> null)) {
            topology.tick(T0);
            for (int i = 0; i < 3; i++) {
                topology.send(event("u", "p" + i, CART_UPDATE, T0 + i * 1_234_567L, null));
            }
            topology.tick(T0 + 30 * TimeSpan.DAY + 17);
            assertThat(topology.rows(StoreNames.POPULARITY)).isEqualTo(products);
            return topology.raw(Topics.TRAINING_EXAMPLES).stream()
                    .map(record ->
                            record.timestamp() + " " + Arrays.toString(record.key()) + Arrays.toString(record.value()))
                    .toList();
        }
    }
}
