package dev.freshet.streams.store;

import dev.freshet.core.event.Action;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.history.RequestMarks;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.codec.ActionCodec;
import dev.freshet.streams.rows.HistoryChunk;
import java.util.ArrayList;
import java.util.List;

/** Rows of history events: how an event is added and read. */
final class Chunks {

    private Chunks() {}

    static HistoryChunk empty() {
        return new HistoryChunk(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** The chunk with one more event at its end. */
    static HistoryChunk with(HistoryChunk chunk, UserEvent event, long arrival) {
        return new HistoryChunk(
                appended(chunk.getProductIds(), event.getProductId()),
                appended(
                        chunk.getActions(),
                        ActionCodec.of(event.getActionType()).row()),
                appended(chunk.getSourceTypes(), event.getSourceType()),
                appended(chunk.getTimestamps(), event.getTimestamp()),
                appended(chunk.getLateness(), arrival - event.getTimestamp()),
                appended(chunk.getRequestHashes(), RequestMarks.hash(event.getRequestId())));
    }

    static HistoryEvent event(HistoryChunk chunk, int i, long sequence) {
        return new HistoryEvent(
                chunk.getProductIds().get(i),
                Action.ofRow(chunk.getActions().get(i)),
                chunk.getSourceTypes().get(i),
                chunk.getTimestamps().get(i),
                sequence,
                chunk.getRequestHashes().get(i));
    }

    /** When an event arrived, epoch milliseconds. */
    static long arrival(HistoryChunk chunk, int i) {
        return chunk.getTimestamps().get(i) + chunk.getLateness().get(i);
    }

    /** The arrival of the last event of a chunk that is not empty. */
    static long newestArrival(HistoryChunk chunk) {
        return arrival(chunk, chunk.getTimestamps().size() - 1);
    }

    private static <T> List<T> appended(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(element);
        return longer;
    }
}
