package dev.freshet.streams.store;

import dev.freshet.schemas.UserEvent;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The event ids that each customer has used recently; an event without an id is never a duplicate. */
public final class EventIds {

    private final KeyValueStore<Bytes, Long> rows;
    private final Timers timers;
    private final long windowMs;

    public EventIds(KeyValueStore<Bytes, Long> rows, Timers timers, long windowMs) {
        this.rows = rows;
        this.timers = timers;
        this.windowMs = windowMs;
    }

    /** Whether the customer has used the event's id within the window. */
    public boolean isRepeat(UserEvent event) {
        return hasId(event) && rows.get(key(event)) != null;
    }

    /** Remembers an event's id for the window after its timestamp or the watermark, whichever is later. */
    public void remember(UserEvent event, long watermark) {
        if (hasId(event)) {
            rows.put(key(event), event.getTimestamp());
            timers.set(new Timers.Timer(
                    Math.max(event.getTimestamp(), watermark) + windowMs,
                    Timers.Kind.FORGET_EVENT_ID,
                    event.getUserId(),
                    event.getEventId()));
        }
    }

    private static boolean hasId(UserEvent event) {
        return event.getEventId() != null && !event.getEventId().isEmpty();
    }

    private static Bytes key(UserEvent event) {
        return StoreKeys.of(event.getUserId(), event.getEventId());
    }

    public void forget(String user, String eventId) {
        rows.delete(StoreKeys.of(user, eventId));
    }
}
