package dev.freshet.streams.store;

import dev.freshet.core.event.DedupRules;
import dev.freshet.schemas.UserEvent;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The event ids that each customer has used recently; an event without an id is never a duplicate. */
public final class EventIds {

    /** In the place of an id: the row that holds the number of the customer's ids. */
    private static final String NUMBER = "";

    private final KeyValueStore<Bytes, Long> rows;
    private final Timers timers;
    private final TaskState task;
    private final DedupRules rules;

    public EventIds(KeyValueStore<Bytes, Long> rows, Timers timers, TaskState task, DedupRules rules) {
        this.rows = rows;
        this.timers = timers;
        this.task = task;
        this.rules = rules;
    }

    /** Whether the customer has used the event's id within the window. */
    public boolean isRepeat(UserEvent event) {
        return hasId(event) && rows.get(StoreKeys.of(event.getUserId(), event.getEventId())) != null;
    }

    /**
     * Remembers an event's id for the window after its timestamp or the watermark, whichever is later, unless the customer
     * has used too many.
     */
    public void remember(UserEvent event) {
        if (!hasId(event)) {
            return;
        }
        String user = event.getUserId();
        Long number = rows.get(StoreKeys.of(user, NUMBER));
        long kept = number == null ? 0 : number;
        if (kept >= rules.most()) {
            task.count(TaskCounter.EVENT_IDS_NOT_KEPT);
            return;
        }
        rows.put(StoreKeys.of(user, NUMBER), kept + 1);
        rows.put(StoreKeys.of(user, event.getEventId()), event.getTimestamp());
        timers.set(new Timers.Timer(
                rules.until(event.getTimestamp(), task.watermark()),
                Timers.Kind.FORGET_EVENT_ID,
                user,
                event.getEventId()));
    }

    /** Forgets an id. */
    public void forget(String user, String eventId) {
        rows.delete(StoreKeys.of(user, eventId));
        Bytes key = StoreKeys.of(user, NUMBER);
        Long number = rows.get(key); // null when a release that did not count wrote the id
        if (number != null && number > 1) {
            rows.put(key, number - 1);
        } else if (number != null) {
            rows.delete(key);
        }
    }

    private static boolean hasId(UserEvent event) {
        return event.getEventId() != null && !event.getEventId().isEmpty();
    }
}
