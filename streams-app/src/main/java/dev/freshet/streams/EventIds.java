package dev.freshet.streams;

import dev.freshet.schemas.UserEvent;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Which event ids a customer has used of late; events without an id are never repeats. */
final class EventIds {

    private final KeyValueStore<Bytes, Long> rows;
    private final Timers timers;
    private final long windowMs;

    EventIds(KeyValueStore<Bytes, Long> rows, Timers timers, long windowMs) {
        this.rows = rows;
        this.timers = timers;
        this.windowMs = windowMs;
    }

    /** Whether the id was seen within the window before; remembers it otherwise. */
    boolean isRepeat(UserEvent event) {
        if (event.getEventId() == null || event.getEventId().isEmpty()) {
            return false;
        }
        Bytes key = StoreKeys.of(event.getUserId(), event.getEventId());
        if (rows.get(key) != null) {
            return true;
        }
        rows.put(key, event.getTimestamp());
        timers.set(new Timers.Timer(
                event.getTimestamp() + windowMs, Timers.Kind.FORGET_EVENT_ID, event.getUserId(), event.getEventId()));
        return false;
    }

    void forget(String user, String eventId) {
        rows.delete(StoreKeys.of(user, eventId));
    }
}
