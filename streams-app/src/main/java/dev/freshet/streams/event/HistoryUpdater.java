package dev.freshet.streams.event;

import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.codec.ActionCodec;
import dev.freshet.streams.rows.HistoryHead;
import dev.freshet.streams.store.Histories;
import dev.freshet.streams.store.TaskState;

/** Appends positive events to their customer's history. */
final class HistoryUpdater {

    private final Histories histories;
    private final TaskState task;
    private final NextPositiveEmitter targets;
    private final CustomerRetention customers;

    HistoryUpdater(Histories histories, TaskState task, NextPositiveEmitter targets, CustomerRetention customers) {
        this.histories = histories;
        this.task = task;
        this.targets = targets;
        this.customers = customers;
    }

    /** Whether a positive event is older than the oldest that its customer's history still holds. */
    boolean isLate(UserEvent event) {
        return isPositive(event)
                && event.getTimestamp() < histories.head(event.getUserId()).getFloor();
    }

    /**
     * Appends a positive event that is not late; ignores impressions.
     *
     * @param groupDate of the group that the event labels, or the event's own time
     */
    void append(UserEvent event, long groupDate) {
        if (isPositive(event)) {
            String user = event.getUserId();
            HistoryHead before = histories.headOrNew(user, task.firstSequence());
            long shown = Math.max(groupDate, event.getTimestamp());
            Histories.Appended appended = histories.append(user, before, event, shown, task.watermark());
            customers.onAppend(user, before, appended);
            targets.onAppend(user, appended);
        }
    }

    private static boolean isPositive(UserEvent event) {
        return ActionCodec.of(event.getActionType()).isPositive();
    }
}
