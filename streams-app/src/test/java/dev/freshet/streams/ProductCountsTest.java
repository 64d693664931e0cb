package dev.freshet.streams;

import static dev.freshet.schemas.ActionType.CART_UPDATE;
import static dev.freshet.schemas.ActionType.CLICK;
import static dev.freshet.schemas.ActionType.PURCHASE;
import static dev.freshet.schemas.ActionType.VIEW;
import static dev.freshet.streams.TopologyHarness.T0;
import static dev.freshet.streams.TopologyHarness.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.Watermark;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.StoreNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What customers do with products leaves as counts of the interval that has ended. */
final class ProductCountsTest {

    private static final long MINUTE = TimeSpan.MINUTE;
    /** Beginning of an interval. */
    private static final long T = Math.floorDiv(T0, MINUTE) * MINUTE;

    @TempDir
    Path dir;

    private TopologyHarness topology;
    private int topologies;

    @BeforeEach
    void open() {
        topology = topology(Map.of());
        topology.tick(T);
    }

    @Test
    void shouldCountTheActionsOfAllCustomersByProduct() {
        topology.send(event("anna", "tea", VIEW, T + 1, "r"));
        topology.send(event("anna", "tea", CLICK, T + 2, "r"));
        topology.send(event("bob", "tea", VIEW, T + 3, "s"));
        topology.send(event("bob", "milk", CART_UPDATE, T + 4, "s"));
        topology.send(event("bob", "milk", PURCHASE, T + 5, null));
        topology.tick(T + MINUTE);

        assertThat(counts())
                .containsExactly(new ProductCounts(
                        T,
                        T + MINUTE,
                        0,
                        1,
                        List.of("milk", "tea"),
                        List.of(0, 2),
                        List.of(0, 1),
                        List.of(1, 0),
                        List.of(1, 0)));
        assertThat(topology.rows(StoreNames.PRODUCT_COUNTS)).isZero();
    }

    @Test
    void shouldDateCountsAtTheEndOfTheIntervalBeforeItsWatermark() {
        topology.send(event("anna", "tea", VIEW, T + 1, "r"));
        topology.tick(T + 59 * MINUTE);

        List<TestRecord<byte[], byte[]>> records = topology.raw(Topics.TRAINING_EXAMPLES);
        List<SpecificRecord> values = records.stream()
                .map(record -> topology.serde.deserializer().deserialize("", record.value()))
                .toList();
        assertThat(values)
                .extracting(value -> value.getClass().getSimpleName())
                .containsExactly("Watermark", "ProductCounts", "Watermark", "Watermark");
        assertThat(records).extracting(TestRecord::timestamp).isSorted();
        assertThat(records.get(1).timestamp()).isEqualTo(T + MINUTE);
        assertThat(records.get(1).key()).isNull();
        assertThat(((Watermark) values.get(2)).getTimestamp()).isGreaterThan(T + MINUTE);
    }

    @Test
    void shouldCountAnEventInTheIntervalOfTheLaterOfItsTimeAndTheWatermark() {
        topology.tick(T + 10 * MINUTE);
        topology.send(event("anna", "old", CLICK, T + MINUTE, null));
        topology.send(event("anna", "ahead", CLICK, T + 15 * MINUTE, null));
        topology.tick(T + 11 * MINUTE);
        assertThat(products(counts())).containsExactly("old");
        topology.tick(T + 16 * MINUTE - 1);
        assertThat(counts()).isEmpty();
        topology.tick(T + 16 * MINUTE);
        assertThat(products(counts())).containsExactly("ahead");
    }

    @Test
    void shouldKeepTheDatesOfCountsInAJumpOfAMonth() {
        for (int i = 0; i < 5; i++) {
            topology.send(event("anna", "p" + i, CLICK, T + i * MINUTE, null));
        }
        topology.tick(T + 30 * TimeSpan.DAY);
        assertThat(counts())
                .extracting(ProductCounts::getTo)
                .containsExactly(T + MINUTE, T + 2 * MINUTE, T + 3 * MINUTE, T + 4 * MINUTE, T + 5 * MINUTE);
    }

    @Test
    void shouldNotCountWhatIsNotAccepted() {
        topology.send(event("anna", "tea", CLICK, T + 1, null));
        topology.tick(T + 40 * TimeSpan.DAY);
        counts();
        topology.send(event("anna", "late", VIEW, T + 2, "r"));
        topology.tick(T + 41 * TimeSpan.DAY);
        assertThat(counts()).isEmpty();
    }

    @Test
    void shouldBoundWhatARobotAdds() {
        topology = topology(Map.of("counts.repeats.max", "3", "counts.products.max", "2"));
        topology.tick(T);
        for (int i = 0; i < 1_000; i++) {
            topology.send(event("robot", "p" + i % 5, CLICK, T + i, null));
            topology.send(event("anna" + i, "p0", CLICK, T + i, null));
        }
        topology.tick(T + MINUTE);
        ProductCounts counted = counts().get(0);
        assertThat(counted.getProductIds()).containsExactly("p0", "p1");
        assertThat(counted.getClicks()).containsExactly(1_003, 3);
    }

    @Test
    void shouldCutManyProductsIntoParts() {
        topology.tick(T);
        for (int i = 0; i < 2_500; i++) {
            topology.send(event("user" + i % 50, "p" + i, CLICK, T + i, null));
        }
        topology.tick(T + MINUTE);
        List<ProductCounts> counts = counts();
        assertThat(counts).extracting(ProductCounts::getPart).containsExactly(0, 1, 2);
        assertThat(counts).extracting(ProductCounts::getParts).containsOnly(3);
        assertThat(products(counts)).hasSize(2_500).isSorted();
    }

    @Test
    void shouldGoOnAfterARestartAndWithAnotherInterval() {
        topology.send(event("anna", "tea", CLICK, T + 1, null));
        topology.send(event("anna", "milk", CLICK, T + 10 * MINUTE, null));
        Map<String, List<ProductCounts>> after = new HashMap<>();
        for (String interval : List.of("1m", "7m")) {
            try (TopologyHarness restarted = topology(Map.of("examples.watermark.interval", interval))) {
                CopiedStores.copy(topology, restarted);
                restarted.tick(T + 3);
                restarted.send(event("anna", "tea", CLICK, T + 2, null));
                restarted.tick(T + 20 * MINUTE);
                after.put(interval, counts(restarted));
            }
        }
        assertThat(after.get("1m")).extracting(ProductCounts::getTo).containsExactly(T + MINUTE, T + 11 * MINUTE);
        assertThat(after.get("1m").get(0).getClicks()).containsExactly(2);
        assertThat(after.get("7m").stream()
                        .flatMap(counted -> counted.getClicks().stream())
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(3);
        assertThat(after.get("7m")).extracting(ProductCounts::getTo).isSorted();
    }

    @Test
    void shouldLeaveTheExamplesAsTheyAre() {
        topology.send(event("anna", "tea", CLICK, T + 1, null));
        topology.send(event("anna", "milk", CLICK, T + 2, null));
        topology.tick(T + TimeSpan.HOUR);
        assertThat(TopologyHarness.only(TrainingExample.class, topology.read(Topics.TRAINING_EXAMPLES)))
                .hasSize(1);
    }

    private List<ProductCounts> counts() {
        return counts(topology);
    }

    private static List<ProductCounts> counts(TopologyHarness from) {
        return TopologyHarness.only(ProductCounts.class, from.read(Topics.TRAINING_EXAMPLES));
    }

    private static List<String> products(List<ProductCounts> counts) {
        List<String> products = new ArrayList<>();
        counts.forEach(each -> products.addAll(each.getProductIds()));
        return products;
    }

    /** Ticks alone move the watermark. */
    private TopologyHarness topology(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("watermark.witnesses", "1001");
        return new TopologyHarness(dir.resolve("" + topologies++), settings, () -> null);
    }
}
