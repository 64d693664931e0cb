package dev.freshet.streams.event;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleAssembler;
import dev.freshet.core.history.Cutoff;
import dev.freshet.core.history.History;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.rows.HistoryHead;
import dev.freshet.streams.store.Histories;
import dev.freshet.streams.store.HistoryHeads;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import dev.freshet.streams.store.Timers;

/**
 * Emits each event of a history as a next-positive target, once, when the watermark has passed the event's arrival by the
 * window of groups: by then every group that the event labels has been emitted.
 */
final class NextPositiveEmitter {

    private final Histories histories;
    private final Timers timers;
    private final TaskState task;
    private final ExampleEmitter examples;
    private final TopologyConfig config;
    private final ExampleAssembler assembly;
    private final long windowMs;
    private final long maxAgeMs;

    NextPositiveEmitter(
            Histories histories, Timers timers, TaskState task, ExampleEmitter examples, TopologyConfig config) {
        this.histories = histories;
        this.timers = timers;
        this.task = task;
        this.examples = examples;
        this.config = config;
        this.assembly = config.assembly();
        this.windowMs = config.groups().windowMs();
        this.maxAgeMs = config.targetsMaxAgeMs();
    }

    /** Sets a timer for the first target that waits, and emits a batch when one is full and due. */
    void onAppend(String user, Histories.Appended appended) {
        HistoryHead after = appended.head();
        if (after.getNextTarget() == after.getNextSequence() - 1) {
            setTimer(user, appended.arrival());
        }
        long lastOfBatch = after.getNextTarget() + config.targetsBatch() - 1;
        if (lastOfBatch < after.getNextSequence()
                && isHeld(after, lastOfBatch)
                && isDue(histories.arrival(user, after, lastOfBatch))) {
            emitDue(user);
        }
    }

    /** Emits the customer's targets that are due, in order of arrival, up to the first that is not. */
    void emitDue(String user) {
        HistoryHead head = histories.head(user);
        long from = Math.max(head.getNextTarget(), head.getFirstChunk() * head.getChunkSize());
        long to = from;
        for (; to < head.getNextSequence(); to++) {
            long arrival = histories.arrival(user, head, to);
            if (!isDue(arrival)) {
                setTimer(user, arrival);
                break;
            }
        }
        long emitted = to > from ? emit(user, head, from, to) : 0;
        long dropped = dropped(head.getNextTarget(), to, emitted);
        if (dropped > 0) {
            task.add(TaskCounter.TARGETS_DROPPED, dropped);
        }
        if (to > head.getNextTarget()) {
            histories.put(user, HistoryHeads.withNextTarget(head, to));
        }
    }

    /**
     * Number of targets that will never be emitted because the history no longer holds what they need. Every event is a
     * target except a customer's first, sequence 0, which no event precedes. A history that begins at another sequence
     * passes over its first event itself.
     *
     * @param from sequence of the first event that was neither emitted nor dropped before
     * @param to sequence after the last event that is emitted or dropped now
     * @param emitted targets emitted among those
     */
    static long dropped(long from, long to, long emitted) {
        long firstTarget = Math.max(1, from);
        return Math.max(0, to - firstTarget) - emitted;
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
     * Whether the watermark at a target's arrival has been passed by more than the window of groups. Groups close by the
     * same strict comparison, and the groups that the event labels are dated at or before its arrival.
     */
    private boolean isDue(long arrival) {
        return arrival + windowMs < task.watermark();
    }

    private static boolean isHeld(HistoryHead head, long sequence) {
        return sequence >= head.getFirstChunk() * head.getChunkSize();
    }

    private void setTimer(String user, long arrival) {
        long due = arrival + windowMs + maxAgeMs;
        timers.set(new Timers.Timer(due, Timers.Kind.FLUSH_TARGETS, user, ""));
    }
}
