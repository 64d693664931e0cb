package dev.freshet.core.leakage;

import dev.freshet.core.event.Action;
import dev.freshet.core.history.HistoryEvent;

/** The fields of an event that both an example's history and the log hold. Several events may have equal keys. */
record EventKey(String productId, Action action, String sourceType, long timestamp) {

    static EventKey of(HistoryEvent event) {
        return new EventKey(event.productId(), event.action(), event.sourceType(), event.timestamp());
    }

    static EventKey of(LoggedEvent event) {
        return new EventKey(event.productId(), event.action(), event.sourceType(), event.timestamp());
    }

    @Override
    public String toString() {
        return action + " of " + productId + " at " + timestamp;
    }
}
