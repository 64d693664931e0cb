package dev.freshet.streams.store;

import static dev.freshet.schemas.ActionType.CART_UPDATE;
import static dev.freshet.schemas.ActionType.CLICK;
import static dev.freshet.schemas.ActionType.VIEW;
import static dev.freshet.streams.TopologyHarness.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.UserEvent;
import dev.freshet.streams.TopologyHarness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/reference/state.md has a line for each store, and the bytes that typical rows have. */
final class StateDocumentTest {

    private static final Path DOCUMENT =
            Path.of(System.getProperty("repository.root"), "docs", "reference", "state.md");

    /** A line of the first table: a store in the first column. */
    private static final Pattern STORE = Pattern.compile("\\| `([a-z-]+)` \\|.*");
    /** A line of the second table: a unit, its store, its bytes. */
    private static final Pattern UNIT = Pattern.compile("\\| ([^|`]+) \\| `([a-z-]+)` \\| (\\d+) \\|");

    private static final String SHOPPER = "customer-000001";

    @TempDir
    Path dir;

    @Test
    void shouldListEveryStoreOnce() throws IOException {
        List<String> listed = Files.readAllLines(DOCUMENT).stream()
                .map(STORE::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(StoreNames.ALL);
    }

    @Test
    void shouldStateTheBytesOfTypicalRows() throws IOException {
        Map<String, Long> stated = new LinkedHashMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher unit = UNIT.matcher(line);
            if (unit.matches()) {
                stated.put(unit.group(2) + ": " + unit.group(1), Long.valueOf(unit.group(3)));
            }
        }
        assertThat(stated).isEqualTo(measured());
    }

    /** Bytes of key and value, by store and unit. */
    private Map<String, Long> measured() {
        Map<String, Long> bytes = new HashMap<>();
        Map<String, String> settings = Map.of("customers.retention", "400d", "watermark.witnesses", "15");
        try (TopologyHarness shop = new TopologyHarness(dir, settings, () -> null)) {
            events(shop);
            LongSummaryStatistics groups = rows(shop, StoreNames.GROUPS);
            LongSummaryStatistics timers = rows(shop, StoreNames.TIMERS);
            bytes.put("groups: open group of 12 products", groups.getMax());
            bytes.put("groups: marker of a closed group", groups.getMin());
            bytes.put("timers: timer of a group or an event id", timers.getMax());
            bytes.put("timers: timer of a product", timers.getMin());
            largest(shop, bytes, StoreNames.HISTORY_HEADS, "customer with 512 events");
            largest(shop, bytes, StoreNames.HISTORY_CHUNKS, "full row of 32 events");
            largest(shop, bytes, StoreNames.EVENT_IDS, "event id");
            largest(shop, bytes, StoreNames.POPULARITY, "product");
            largest(shop, bytes, StoreNames.POPULAR_PRODUCTS, "product");
            largest(shop, bytes, StoreNames.PRODUCT_COUNTS, "customer with 12 products in an interval");
            largest(shop, bytes, StoreNames.WAITING_EVENTS, "waiting event");
            largest(shop, bytes, StoreNames.WAITING, "waiting request of 15 candidates");
            shop.tick(T0 + 500 * TimeSpan.DAY);
            largest(shop, bytes, StoreNames.HISTORY_HEADS, "customer who has left");
        }
        return bytes;
    }

    /** A shop with ids of usual lengths. */
    private static void events(TopologyHarness shop) {
        for (int i = 0; i < 512; i++) {
            shop.tick(T0 + i * TimeSpan.MINUTE);
            send(shop, i % 8 == 0 ? CART_UPDATE : CLICK, i, T0 + i * TimeSpan.MINUTE, i / 8, null);
        }
        long later = T0 + 512 * TimeSpan.MINUTE;
        shop.tick(later);
        for (int i = 0; i < 12; i++) {
            send(shop, VIEW, i, later, 1_000, null);
        }
        send(shop, VIEW, 1, later, 1_000, uuid(2_000));
        send(shop, VIEW, 1, later + TimeSpan.DAY, 3_000, uuid(3_000));
        List<String> candidates =
                IntStream.range(0, 15).mapToObj(StateDocumentTest::product).toList();
        shop.request(new ScoreRequest(uuid(4_000), SHOPPER, "search", later, candidates, null));
    }

    private static void send(
            TopologyHarness shop, ActionType action, int product, long time, int request, String eventId) {
        shop.send(new UserEvent(SHOPPER, product(product), action, "search", time, uuid(request), eventId));
    }

    private static String product(int number) {
        return String.format("product-%05d", number);
    }

    private static String uuid(int number) {
        return String.format("00000000-0000-4000-8000-%012d", number);
    }

    private static void largest(TopologyHarness shop, Map<String, Long> bytes, String store, String unit) {
        bytes.put(store + ": " + unit, rows(shop, store).getMax());
    }

    /** The bytes of the rows that a store's changelog has got since the last call. */
    private static LongSummaryStatistics rows(TopologyHarness shop, String store) {
        Map<ByteBuffer, byte[]> rows = new HashMap<>();
        for (TestRecord<byte[], byte[]> row : shop.driver
                .createOutputTopic(
                        "harness-" + store + "-changelog", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()) {
            if (row.value() == null) {
                rows.remove(ByteBuffer.wrap(row.key()));
            } else {
                rows.put(ByteBuffer.wrap(row.key()), row.value());
            }
        }
        return rows.entrySet().stream()
                .mapToLong(row -> row.getKey().capacity() + row.getValue().length)
                .summaryStatistics();
    }
}
