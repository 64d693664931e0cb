package dev.freshet.streams.event;

import dev.freshet.core.event.TimeRules;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.UserEvent;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.event.ValidInput.CustomerEvent;
import dev.freshet.streams.rows.WaitingEvent;
import dev.freshet.streams.store.EventQueue;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import dev.freshet.streams.store.Timers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Events ahead of the watermark by more than the tolerance, and all events before there is a watermark. Each is applied
 * when the watermark comes within the tolerance. It is rejected when the watermark has advanced for long without coming
 * near, or when too many wait and it is the one furthest ahead.
 */
final class WaitingEvents {

    private final EventQueue queue;
    private final Timers timers;
    private final TaskState task;
    private final RejectionForwarder rejections;
    private final TimeRules rules;
    private final long waitMs;
    private final int most;

    WaitingEvents(
            KeyValueStore<Bytes, WaitingEvent> rows,
            Timers timers,
            TaskState task,
            RejectionForwarder rejections,
            TopologyConfig config) {
        this.queue = new EventQueue(rows, EventQueue.Order.TIME);
        this.timers = timers;
        this.task = task;
        this.rejections = rejections;
        this.rules = config.time();
        this.waitMs = config.futureWaitMs();
        this.most = config.futureMost();
    }

    boolean isAhead(long timestamp) {
        return rules.isAhead(timestamp, task.watermark());
    }

    void add(CustomerEvent event) {
        WaitingEvent row = event.row();
        queue.add(row);
        task.add(TaskCounter.WAITING, 1);
        if (task.watermark() != TaskState.NONE) {
            limitWait(row, task.watermark());
        }
        if (task.get(TaskCounter.WAITING) > most) {
            reject(queue.last(), most + " events wait already, and this one is the furthest ahead");
        }
    }

    /** The watermark at which the next waiting event is applied, epoch milliseconds; the largest long when none waits. */
    long nextTime() {
        WaitingEvent first = queue.first();
        return first == null ? Long.MAX_VALUE : rules.admission(first.getTimestamp());
    }

    UserEvent takeFirst() {
        WaitingEvent first = queue.first();
        remove(first);
        return event(first);
    }

    /** Limits the wait of the events that came before there was a watermark. */
    void limitWaits(long watermark) {
        try (KeyValueIterator<Bytes, WaitingEvent> all = queue.all()) {
            all.forEachRemaining(row -> limitWait(row.value, watermark));
        }
    }

    /** Rejects an event that has waited for long, unless it is applied before the watermark reaches its target. */
    void expire(String place, long target) {
        int colon = place.indexOf(':');
        WaitingEvent row =
                queue.get(Long.parseLong(place.substring(0, colon)), Long.parseLong(place.substring(colon + 1)));
        if (row != null && rules.isAhead(row.getTimestamp(), target)) {
            reject(row, "event time has advanced by events.future.wait, " + waitMs + " ms, since it came");
        }
    }

    private void limitWait(WaitingEvent row, long watermark) {
        String place = row.getTimestamp() + ":" + row.getOffset();
        timers.set(new Timers.Timer(watermark + waitMs, Timers.Kind.EXPIRE_WAITING, "", place));
    }

    private void reject(WaitingEvent row, String why) {
        remove(row);
        long ahead = row.getTimestamp() - task.watermark();
        task.count(TaskCounter.rejected(RejectReason.FUTURE));
        rejections.reject(
                event(row),
                row.getOffset(),
                new Rejection(
                        RejectReason.FUTURE,
                        (task.watermark() == TaskState.NONE
                                        ? "the partition has no watermark yet"
                                        : "the event is " + ahead + " ms ahead of its partition's watermark "
                                                + task.watermark())
                                + ", events.future.tolerance is " + rules.toleranceMs() + " ms, and " + why
                                + ". Ticks move the watermark when customers are quiet"));
    }

    private void remove(WaitingEvent row) {
        queue.remove(row);
        task.add(TaskCounter.WAITING, -1);
    }

    private static UserEvent event(WaitingEvent row) {
        return ((CustomerEvent) ValidInput.of(row)).event();
    }
}
