package dev.freshet.streams.event;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleAssembler;
import dev.freshet.core.history.Cutoff;
import dev.freshet.core.history.History;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.codec.ActionCodec;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.rows.HistoryHead;
import dev.freshet.streams.store.Histories;
import dev.freshet.streams.store.HistoryHeads;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import dev.freshet.streams.store.Timers;

/**
 * Appends positive events to their customer's history and emits each as a next-positive target, once, when the watermark
 * has passed its arrival by the window of groups: then every group that it labels is out.
 */
final class Customers {

    private final Histories histories;
    private final Timers timers;
    private final TaskState task;
    private final ExampleEmitter examples;
    private final TopologyConfig config;
    private final ExampleAssembler assembly;
    private final long windowMs;
    private final long maxAgeMs;

    Customers(Histories histories, Timers timers, TaskState task, ExampleEmitter examples, TopologyConfig config) {
        this.histories = histories;
        this.timers = timers;
        this.task = task;
        this.examples = examples;
        this.config = config;
        this.assembly = config.assembly();
        this.windowMs = config.groups().windowMs();
        this.maxAgeMs = config.targetsMaxAgeMs();
    }

    /** Whether a positive event is older than what its customer's history still holds. */
    boolean isLate(UserEvent event) {
        return ActionCodec.of(event.getActionType()).isPositive()
                && event.getTimestamp() < histories.head(event.getUserId()).getFloor();
    }

    /** Appends a positive event that is not late; passes over impressions. */
    void append(UserEvent event) {
        if (ActionCodec.of(event.getActionType()) == Action.VIEW) {
            return;
        }
        String user = event.getUserId();
        HistoryHead before = histories.head(user);
        HistoryHead head = histories.append(user, before, event, task.watermark());
        if (before.getNextTarget() == before.getNextSequence()) {
            armFlush(user, task.watermark());
        }
        long full = head.getNextTarget() + config.targetsBatch() - 1;
        if (full < head.getNextSequence()
                && isHeld(head, full)
                && isDue(histories.arrival(user, head, full), task.watermark())) {
            flushTargets(user, task.watermark());
        }
    }

    /**
     * Emits the customer's targets that are due, in order of arrival, up to the first that is not.
     *
     * @param before every group that is due earlier is out; behind the watermark while it catches up after a jump of time
     */
    void flushTargets(String user, long before) {
        HistoryHead head = histories.head(user);
        long from = Math.max(head.getNextTarget(), head.getFirstChunk() * head.getChunkSize());
        long to = from;
        for (; to < head.getNextSequence(); to++) {
            long arrival = histories.arrival(user, head, to);
            if (!isDue(arrival, before)) {
                armFlush(user, arrival);
                break;
            }
        }
        long emitted = to > from ? emit(user, head, from, to) : 0;
        long dropped = to - head.getNextTarget() - emitted - (head.getNextTarget() == 0 && to > 0 ? 1 : 0);
        if (dropped > 0) {
            task.add(TaskCounter.TARGETS_DROPPED, dropped);
        }
        histories.put(user, HistoryHeads.withNextTarget(head, to));
    }

    private long emit(String user, HistoryHead head, long from, long to) {
        long earliest = histories.earliest(user, head, from, to);
        History history = histories.read(
                user,
                head,
                new Cutoff(earliest, Long.MAX_VALUE, 0),
                config.history().length());
        long targets = 0;
        for (Example example : assembly.targets(user, history, from, to)) {
            targets += example.targets().size();
            examples.emit(example);
        }
        task.add(TaskCounter.EXAMPLE_TARGETS, targets);
        return targets;
    }

    /**
     * The watermark at a target's arrival must be passed by the window of groups, strictly, as for closing a group: the
     * groups that the event labels are dated at or before it.
     */
    private boolean isDue(long arrival, long before) {
        return arrival + windowMs < before;
    }

    private static boolean isHeld(HistoryHead head, long sequence) {
        return sequence >= head.getFirstChunk() * head.getChunkSize();
    }

    private void armFlush(String user, long arrival) {
        long due = arrival + windowMs + maxAgeMs;
        timers.set(new Timers.Timer(due, Timers.Kind.FLUSH_TARGETS, user, ""));
    }
}
