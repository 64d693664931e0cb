package dev.freshet.streams;

import static dev.freshet.streams.EarlierRows.key;
import static dev.freshet.streams.EarlierRows.number;
import static dev.freshet.streams.EarlierRows.place;
import static dev.freshet.streams.EarlierRows.row;
import static dev.freshet.streams.EarlierRows.text;
import static dev.freshet.streams.EarlierRows.timer;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.history.RequestMarks;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.UserEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/** The rows of a task's stores as commit 30acedf left them. Its settings were the defaults, but for the size of chunks. */
final class EarlierState {

    /** {@code history.chunk.size}, so small that a history has several. */
    private static final int CHUNK = 4;

    private static final long GROUP_WINDOW = 30 * TimeSpan.MINUTE;
    private static final long TARGETS_AGE = 10 * TimeSpan.MINUTE;
    private static final List<ActionType> ACTIONS =
            List.of(ActionType.VIEW, ActionType.CART_UPDATE, ActionType.CLICK, ActionType.PURCHASE);

    private static final byte[] SET = {};

    /**
     * A row of a changelog.
     *
     * @param partition -1 for that of the customer
     */
    record Row(String store, int partition, Bytes key, Bytes value) {}

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Long> task = new HashMap<>();

    /** Adds a row to the changelog of a store. */
    private void put(String store, byte[] key, byte[] value) {
        rows.add(new Row(store, -1, Bytes.wrap(key), Bytes.wrap(value)));
    }

    List<Row> rows() {
        task.forEach((name, n) -> put("task", text(name), number(n)));
        return rows;
    }

    void watermark(int partition, long time) {
        rows.add(new Row("task", partition, Bytes.wrap(text("watermark." + partition)), Bytes.wrap(number(time))));
    }

    void count(String counter, long n) {
        task.put(counter, n);
    }

    /**
     * The history of a customer.
     *
     * @param events all positive ones, in order; each arrived at its own time
     * @param nextTarget the number of events that have left as targets
     */
    void history(String user, List<UserEvent> events, long nextTarget) {
        List<Long> times = events.stream().map(UserEvent::getTimestamp).toList();
        List<Long> least = new ArrayList<>();
        List<Long> largest = new ArrayList<>();
        for (int from = 0; from < events.size(); from += CHUNK) {
            int to = Math.min(from + CHUNK, events.size());
            List<UserEvent> chunk = events.subList(from, to);
            least.add(Collections.min(times.subList(from, to)));
            largest.add(Collections.max(times.subList(from, to)));
            Map<String, Object> fields = new HashMap<>();
            fields.put(
                    "product_ids", chunk.stream().map(UserEvent::getProductId).toList());
            fields.put(
                    "actions",
                    chunk.stream()
                            .map(event -> ACTIONS.indexOf(event.getActionType()))
                            .toList());
            List<String> sources = new ArrayList<>();
            chunk.forEach(event -> sources.add(event.getSourceType()));
            fields.put("source_types", sources);
            fields.put("timestamps", times.subList(from, to));
            fields.put("lateness", Collections.nCopies(chunk.size(), 0L));
            fields.put(
                    "request_hashes",
                    chunk.stream()
                            .map(event -> RequestMarks.hash(event.getRequestId()))
                            .toList());
            put("history-chunks", key(user, from / CHUNK), row("HistoryChunk", fields));
        }
        put(
                "history-heads",
                text(user),
                row(
                        "HistoryHead",
                        Map.of(
                                "next_sequence", (long) events.size(),
                                "next_target", nextTarget,
                                "chunk_size", CHUNK,
                                "first_chunk", 0L,
                                "floor", Long.MIN_VALUE,
                                "chunk_min", least,
                                "chunk_max", largest)));
        if (nextTarget < events.size()) {
            put("timers", timer(times.get((int) nextTarget) + GROUP_WINDOW + TARGETS_AGE, 1, user, ""), SET);
        }
    }

    /** A group that has had impressions and no cart addition. */
    void openGroup(String user, String request, long date, String source, long sequence, List<String> products) {
        Map<String, Object> fields = group(false, date);
        fields.put("source_type", source);
        fields.put("viewed", true);
        fields.put("opening_sequence", sequence);
        fields.put("product_ids", products);
        fields.put("labels", Collections.nCopies(products.size(), 0));
        put("groups", key(user, request), row("GroupRow", fields));
        put("timers", timer(date + GROUP_WINDOW, 0, user, request), SET);
    }

    /** The marker of a group that is closed. */
    void closedGroup(String user, String request, long date) {
        put("groups", key(user, request), row("GroupRow", group(true, date)));
        put("timers", timer(date + GROUP_WINDOW + TimeSpan.DAY, 2, user, request), SET);
    }

    private static Map<String, Object> group(boolean closed, long date) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("closed", closed);
        fields.put("timestamp", date);
        fields.put("source_type", null);
        fields.put("viewed", false);
        fields.put("opening_sequence", 0L);
        fields.put("product_ids", List.of());
        fields.put("labels", List.of());
        return fields;
    }

    void eventId(String user, String id, long time) {
        put("event-ids", key(user, id), number(time));
        put("timers", timer(time + TimeSpan.DAY, 3, user, id), SET);
    }

    void cartAdditions(String product, long n) {
        put("popularity", text(product), number(n));
    }

    /** A request that waits for a first model, in a live run. */
    void waitingRequest(ScoreRequest request) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("request_id", request.getRequestId());
        fields.put("user_id", request.getUserId());
        fields.put("source_type", request.getSourceType());
        fields.put("timestamp", request.getTimestamp());
        fields.put("candidates", request.getCandidates());
        fields.put("top_k", request.getTopK());
        Object bytes = EarlierRows.message("ScoreRequest", fields);
        put(
                "waiting-requests",
                place(0, 0),
                row("WaitingRequest", Map.of("arrived", request.getTimestamp(), "request", bytes)));
    }
}
