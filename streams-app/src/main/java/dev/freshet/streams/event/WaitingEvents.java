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
import java.util.ArrayList;
import java.util.List;
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
        if (task.get(TaskCounter.WAITING) >= most) {
            WaitingEvent furthest = queue.last();
            String why = most + " events wait already (events.future.max), and this one is the furthest ahead";
            if (furthest.getTimestamp() <= row.getTimestamp()) {
                reject(row, why);
                return;
            }
            remove(furthest);
            reject(furthest, why);
        }
        put(row, task.watermark());
        task.add(TaskCounter.WAITING, 1);
    }

    /** Adds a row, and a timer that limits its wait once there is a watermark. */
    private void put(WaitingEvent row, long watermark) {
        if (watermark == TaskState.NONE) {
            queue.add(row);
            return;
        }
        WaitingEvent limited =
                new WaitingEvent(row.getOffset(), row.getTimestamp(), watermark + waitMs, row.getEvent());
        timers.set(expiry(limited));
        queue.add(limited);
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

    /** Limits the wait of the events that came before there was a watermark and are ahead of it. */
    void limitWaits(long watermark) {
        List<WaitingEvent> ahead = new ArrayList<>();
        try (KeyValueIterator<Bytes, WaitingEvent> all = queue.all()) {
            all.forEachRemaining(row -> {
                if (rules.isAhead(row.value.getTimestamp(), watermark)) {
                    ahead.add(row.value);
                }
            });
        }
        ahead.forEach(row -> put(row, watermark));
    }

    /**
     * Rejects an event that has waited for long, unless it is applied on the way to a time. When time jumps, as after an
     * outage, the event has not been waited for: it waits anew if it is near enough.
     *
     * @param end the time to which the watermark moves, epoch milliseconds
     */
    void expire(String place, long end) {
        int colon = place.indexOf(':');
        WaitingEvent row =
                queue.get(Long.parseLong(place.substring(0, colon)), Long.parseLong(place.substring(colon + 1)));
        if (row == null || !rules.isAhead(row.getTimestamp(), end)) {
            return;
        }
        if (rules.waitsAnew(row.getTimestamp(), row.getExpires(), end, waitMs)) {
            put(row, end);
        } else {
            remove(row);
            reject(row, "event time has advanced by events.future.wait, " + waitMs + " ms, since it came");
        }
    }

    private static Timers.Timer expiry(WaitingEvent row) {
        String place = row.getTimestamp() + ":" + row.getOffset();
        return new Timers.Timer(row.getExpires(), Timers.Kind.EXPIRE_WAITING, "", place);
    }

    private void reject(WaitingEvent row, String why) {
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
        if (row.getExpires() != null) {
            timers.cancel(expiry(row));
        }
        task.add(TaskCounter.WAITING, -1);
    }

    private static UserEvent event(WaitingEvent row) {
        return ((CustomerEvent) ValidInput.of(row)).event();
    }
}
