package dev.freshet.streams.event;

import dev.freshet.schemas.Watermark;
import dev.freshet.streams.store.OpenIntervals;
import dev.freshet.streams.store.TaskState;
import dev.freshet.streams.store.Timers;

/**
 * Moves a task's watermark. On its way it stops at each time at which a timer is due or a waiting event may be applied, so
 * after a pause events meet the time that they would have met without the pause. At one time, timers come first.
 */
final class WatermarkAdvance {

    private final TaskState task;
    private final Timers timers;
    private final DueTimers due;
    private final WaitingEvents waiting;
    private final EventApplier events;
    private final OpenIntervals counts;
    private final ExampleEmitter examples;
    private final long intervalMs;

    /** @param intervalMs a Watermark record is written at each multiple that the watermark crosses, milliseconds */
    WatermarkAdvance(
            TaskState task,
            Timers timers,
            DueTimers due,
            WaitingEvents waiting,
            EventApplier events,
            OpenIntervals counts,
            ExampleEmitter examples,
            long intervalMs) {
        this.task = task;
        this.timers = timers;
        this.due = due;
        this.waiting = waiting;
        this.events = events;
        this.counts = counts;
        this.examples = examples;
        this.intervalMs = intervalMs;
    }

    /** Moves the watermark to a time unless it is past it; false when the limit ends before the watermark is there. */
    boolean to(long target, StepLimit limit) {
        long end = Math.max(target, task.watermark());
        if (task.watermark() == TaskState.NONE && end != TaskState.NONE) {
            waiting.limitWaits(end);
        }
        while (true) {
            long fires = timers.nextTime();
            long applies = waiting.nextTime();
            if (Math.min(fires, applies) > end) {
                move(end);
                return true;
            }
            if (!limit.take()) {
                return false;
            }
            if (fires <= applies) {
                fire(fires, end);
            } else {
                move(applies);
                events.apply(waiting.takeFirst());
            }
        }
    }

    /** Fires the next timer, at its time. Those of popularity do not move the watermark, so they change no example. */
    private void fire(long at, long end) {
        Timers.Timer timer = timers.take(at);
        if (timer.kind() != Timers.Kind.DROP_PRODUCT) {
            move(at);
        }
        due.fire(timer, end);
    }

    private void move(long time) {
        long before = task.watermark();
        if (time <= before) {
            return;
        }
        task.watermark(time);
        counts.takeEnded(time).forEach(examples::emit);
        if (before == TaskState.NONE || Math.floorDiv(time, intervalMs) != Math.floorDiv(before, intervalMs)) {
            examples.emit(new Watermark(time));
        }
    }
}
