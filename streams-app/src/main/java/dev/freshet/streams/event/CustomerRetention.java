package dev.freshet.streams.event;

import dev.freshet.streams.rows.HistoryHead;
import dev.freshet.streams.store.Histories;
import dev.freshet.streams.store.HistoryHeads;
import dev.freshet.streams.store.StorePass;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import dev.freshet.streams.store.Timers;
import java.util.OptionalLong;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Ends the histories of customers to which nothing has been added for long: first the events go, and one more retention
 * later the head, which keeps the next sequence. By then all targets have been emitted, and all groups that the events
 * label have closed. Each history has one timer.
 */
final class CustomerRetention {

    private static final String SETTING = "customers.retention";

    private final Histories histories;
    private final Timers timers;
    private final TaskState task;
    /** Milliseconds; empty when all customers stay. */
    private final OptionalLong retention;

    CustomerRetention(Histories histories, Timers timers, TaskState task, OptionalLong retention) {
        this.histories = histories;
        this.timers = timers;
        this.task = task;
        this.retention = retention;
    }

    /** Sets the timer of a history that has got its first event. */
    void onAppend(String user, HistoryHead before, Histories.Appended appended) {
        if (retention.isPresent() && !HistoryHeads.holdsEvents(before)) {
            set(Timers.Kind.LEAVE_CUSTOMER, user, appended.arrival() + retention.getAsLong());
        }
    }

    /** Deletes the events of a customer, unless there are younger ones. */
    void leave(String user) {
        if (retention.isEmpty()) {
            return;
        }
        histories.find(user).filter(HistoryHeads::holdsEvents).ifPresent(head -> {
            long due = due(user, head);
            if (due >= task.watermark()) {
                set(Timers.Kind.LEAVE_CUSTOMER, user, due);
                return;
            }
            histories.clear(user, head);
            task.count(TaskCounter.CUSTOMERS_LEFT);
            set(Timers.Kind.FORGET_CUSTOMER, user, due + retention.getAsLong());
        });
    }

    /** Deletes the head of a customer without events. New histories begin behind its sequences. */
    void forget(String user) {
        if (retention.isEmpty()) {
            return;
        }
        histories.find(user).filter(head -> !HistoryHeads.holdsEvents(head)).ifPresent(head -> {
            long due = due(user, head);
            if (due >= task.watermark()) {
                set(Timers.Kind.FORGET_CUSTOMER, user, due);
                return;
            }
            task.raiseFirstSequence(head.getNextSequence());
            histories.forget(user);
            task.count(TaskCounter.CUSTOMERS_FORGOTTEN);
        });
    }

    /** Sets the timers of all customers, which those have not whose events came before the setting. */
    StorePass<String, HistoryHead> pass(KeyValueStore<String, HistoryHead> heads) {
        return new StorePass<>(
                task,
                SETTING,
                retention.orElse(StorePass.OFF),
                heads,
                (user, head) -> set(
                        HistoryHeads.holdsEvents(head) ? Timers.Kind.LEAVE_CUSTOMER : Timers.Kind.FORGET_CUSTOMER,
                        user,
                        due(user, head)));
    }

    /** When the next part of a history is deleted: the events, or the head of a history without events. */
    private long due(String user, HistoryHead head) {
        int retentions = HistoryHeads.holdsEvents(head) ? 1 : 2;
        return histories.newestArrival(user, head) + retentions * retention.getAsLong();
    }

    private void set(Timers.Kind kind, String user, long due) {
        timers.set(new Timers.Timer(due, kind, user, ""));
    }
}
