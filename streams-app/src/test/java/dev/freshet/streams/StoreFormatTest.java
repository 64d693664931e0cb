package dev.freshet.streams;

import static dev.freshet.schemas.ActionType.CART_UPDATE;
import static dev.freshet.schemas.ActionType.CLICK;
import static dev.freshet.schemas.ActionType.PURCHASE;
import static dev.freshet.schemas.ActionType.VIEW;
import static dev.freshet.streams.TopologyHarness.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.UserEvent;
import dev.freshet.streams.rows.GroupRow;
import dev.freshet.streams.rows.HistoryChunk;
import dev.freshet.streams.rows.HistoryHead;
import dev.freshet.streams.rows.WaitingRequest;
import dev.freshet.streams.store.PopularityRow;
import dev.freshet.streams.store.RowSerde;
import dev.freshet.streams.store.StoreNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * This version reads the rows that commit 30acedf wrote as the rows that it writes itself for the same log. Each line
 * of the resource has a store, and the key and the value of a row in hexadecimal. The lines are the last rows of the
 * changelogs.
 */
final class StoreFormatTest {

    private static final String ROWS = "store-rows-30acedf.csv";

    private static final Deserializer<Bytes> BYTES = Serdes.Bytes().deserializer();
    private static final Deserializer<String> TEXT = Serdes.String().deserializer();
    private static final Deserializer<Long> NUMBER = Serdes.Long().deserializer();

    /**
     * Two inputs, the witnesses, a setting in use, the numbers of two customers' event ids, and the timers of two popular
     * products.
     */
    private static final int NEW_ROWS = 8;

    private record RowReader(Deserializer<?> key, Deserializer<?> value) {}

    private static final Map<String, RowReader> READERS = Map.of(
            StoreNames.TASK, new RowReader(TEXT, BYTES),
            StoreNames.TIMERS, new RowReader(BYTES, BYTES),
            StoreNames.EVENT_IDS, new RowReader(BYTES, NUMBER),
            StoreNames.POPULARITY, new RowReader(TEXT, PopularityRow.SERDE.deserializer()),
            StoreNames.GROUPS,
                    new RowReader(BYTES, new RowSerde<>(GroupRow.class, GroupRow.getClassSchema()).deserializer()),
            StoreNames.HISTORY_HEADS,
                    new RowReader(TEXT, new RowSerde<>(HistoryHead.class, HistoryHead.getClassSchema()).deserializer()),
            StoreNames.HISTORY_CHUNKS,
                    new RowReader(
                            BYTES, new RowSerde<>(HistoryChunk.class, HistoryChunk.getClassSchema()).deserializer()),
            StoreNames.WAITING,
                    new RowReader(
                            BYTES,
                            new RowSerde<>(WaitingRequest.class, WaitingRequest.getClassSchema()).deserializer()));

    @TempDir
    Path dir;

    @Test
    void shouldReadTheRowsOfAnEarlierVersion() throws IOException {
        Map<String, Map<Object, Object>> earlier = new HashMap<>();
        for (String line : lines()) {
            String[] row = line.split(",", -1);
            RowReader reader = READERS.get(row[0]);
            Object key = reader.key().deserialize(row[0], HexFormat.of().parseHex(row[1]));
            Object value = reader.value().deserialize(row[0], HexFormat.of().parseHex(row[2]));
            earlier.computeIfAbsent(row[0], store -> new HashMap<>()).put(key, value);
        }
        assertThat(earlier.keySet()).isEqualTo(READERS.keySet());
        try (TopologyHarness topology = topology()) {
            earlier.forEach((store, rows) ->
                    assertThat(comparable(topology.contents(store))).as(store).containsAllEntriesOf(comparable(rows)));
        }
    }

    @Test
    void shouldWriteTheBytesOfAnEarlierVersionExceptForPopularity() throws IOException {
        try (TopologyHarness topology = topology()) {
            List<String> written = READERS.keySet().stream()
                    .filter(store -> !store.equals(StoreNames.POPULARITY))
                    .flatMap(store -> changelog(topology, store).entrySet().stream()
                            .map(row -> store + "," + row.getKey() + "," + row.getValue()))
                    .toList();
            List<String> earlier = lines().stream()
                    .filter(line -> !line.startsWith(StoreNames.POPULARITY))
                    .toList();
            assertThat(written).containsAll(earlier).hasSize(earlier.size() + NEW_ROWS);
        }
    }

    /** The earlier version had neither times nor levels of popularity. */
    private static Map<Object, Object> comparable(Map<Object, Object> rows) {
        Map<Object, Object> comparable = new HashMap<>();
        rows.forEach((key, value) ->
                comparable.put(key, value instanceof PopularityRow row ? Math.rint(row.count()) : value));
        return comparable;
    }

    /** A log that leaves rows in every store: open and closed groups, full and open chunks, a waiting request. */
    private TopologyHarness topology() {
        Map<String, String> settings = Map.of("history.chunk.size", "4", "groups.min.items", "2");
        TopologyHarness topology = new TopologyHarness(dir, settings, () -> null);
        topology.send(event("anna", "tea", VIEW, "search", T0, "closed", "e1"));
        topology.send(event("anna", "milk", VIEW, "search", T0 + 1, "closed", "e2"));
        topology.send(event("anna", "tea", CLICK, "search", T0 + 2, "closed", "e3"));
        topology.send(event("anna", "tea", CART_UPDATE, "search", T0 + 3, "closed", null));
        topology.send(event("böb", "milk", CLICK, null, T0 + 4, null, "e4"));
        topology.send(event("böb", "milk", CLICK, null, T0 + 4, null, "e4"));
        long later = T0 + TimeSpan.HOUR;
        topology.tick(later);
        for (int i = 0; i < 6; i++) {
            ActionType action = i % 2 == 0 ? CLICK : PURCHASE;
            topology.send(event("böb", "p" + i, action, "home", later + 10 - i, null, null));
        }
        topology.send(event("böb", "bread", VIEW, "home", later + 20, "open", null));
        topology.send(event("böb", "milk", CART_UPDATE, "home", later + 30, "open", null));
        topology.request(new ScoreRequest("request", "anna", null, later + 40, List.of("tea", "milk"), 1));
        return topology;
    }

    private static UserEvent event(
            String user, String product, ActionType action, String source, long time, String request, String id) {
        return new UserEvent(user, product, action, source, time, request, id);
    }

    /** Last values by key, both in hexadecimal. */
    private static Map<String, String> changelog(TopologyHarness topology, String store) {
        Map<String, String> rows = new TreeMap<>();
        String topic = "harness-" + store + "-changelog";
        for (TestRecord<byte[], byte[]> row : topology.driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()) {
            String key = HexFormat.of().formatHex(row.key());
            if (row.value() == null) {
                rows.remove(key);
            } else {
                rows.put(key, HexFormat.of().formatHex(row.value()));
            }
        }
        return rows;
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = StoreFormatTest.class.getResourceAsStream(ROWS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
