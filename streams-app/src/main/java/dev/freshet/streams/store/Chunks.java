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
    static HistoryChunk with(HistoryChunk chunk, UserEvent event, long watermark) {
        return new HistoryChunk(
                appended(chunk.getProductIds(), event.getProductId()),
                appended(
                        chunk.getActions(),
                        ActionCodec.of(event.getActionType()).row()),
                appended(chunk.getSourceTypes(), event.getSourceType()),
                appended(chunk.getTimestamps(), event.getTimestamp()),
                appended(chunk.getLateness(), watermark - event.getTimestamp()),
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

    /** The watermark when an event arrived: no group that the event labels is dated later. */
    static long arrival(HistoryChunk chunk, int i) {
        return chunk.getTimestamps().get(i) + chunk.getLateness().get(i);
    }

    private static <T> List<T> appended(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(element);
        return longer;
    }
}
