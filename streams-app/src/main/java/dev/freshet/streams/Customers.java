package dev.freshet.streams;

import dev.freshet.core.Action;
import dev.freshet.core.Assembly;
import dev.freshet.core.Cutoff;
import dev.freshet.core.Example;
import dev.freshet.core.History;
import dev.freshet.core.HistoryEvent;
import dev.freshet.schemas.UserEvent;
import dev.freshet.streams.rows.HistoryHead;
import java.util.Comparator;
import java.util.Optional;

/**
 * Appends positive events to their customer's history and emits each as a next-positive target, once, when the watermark
 * has passed its time by the window of groups: then every group that it may label is out.
 */
final class Customers {

    private static final Cutoff EVERYTHING = new Cutoff(Long.MAX_VALUE, Long.MAX_VALUE, 0);

    private final Histories histories;
    private final Timers timers;
    private final TaskState task;
    private final Examples examples;
    private final TopologyConfig config;
    private final Assembly assembly;

    Customers(Histories histories, Timers timers, TaskState task, Examples examples, TopologyConfig config) {
        this.histories = histories;
        this.timers = timers;
        this.task = task;
        this.examples = examples;
        this.config = config;
        this.assembly = config.assembly();
    }

    /** Whether a positive event is older than what its customer's history still holds. */
    boolean isLate(UserEvent event) {
        return Actions.of(event.getActionType()).isPositive()
                && event.getTimestamp() < histories.head(event.getUserId()).getFloor();
    }

    /** Appends a positive event that is not late; passes over impressions. */
    void append(UserEvent event) {
        if (Actions.of(event.getActionType()) == Action.VIEW) {
            return;
        }
        String user = event.getUserId();
        HistoryHead before = histories.head(user);
        HistoryHead head = histories.append(user, before, event, task.watermark());
        if (before.getNextTarget() == before.getNextSequence()) {
            armFlush(user, event.getTimestamp());
        }
        long full = head.getNextTarget() + config.targetsBatch() - 1;
        if (full < head.getNextSequence() && isHeld(head, full) && isDue(histories.timestamp(user, head, full))) {
            flushTargets(user);
        }
    }

    /** Emits the customer's targets that are due, in order of arrival, up to the first that is not. */
    void flushTargets(String user) {
        HistoryHead head = histories.head(user);
        long oldest = head.getFirstChunk() * head.getChunkSize();
        long from = Math.max(head.getNextTarget(), oldest);
        if (from > head.getNextTarget()) {
            task.add(Counter.TARGETS_DROPPED, from - head.getNextTarget());
        }
        if (from == head.getNextSequence()) {
            return;
        }
        int wanted = (int) (head.getNextSequence() - from) + config.history().length() + 1;
        History history = histories.read(user, head, EVERYTHING, wanted);
        Optional<HistoryEvent> notDue = history.events().stream()
                .filter(event -> event.sequence() >= from && !isDue(event.timestamp()))
                .min(Comparator.comparingLong(HistoryEvent::sequence));
        long to = notDue.map(HistoryEvent::sequence).orElse(head.getNextSequence());
        notDue.ifPresent(event -> armFlush(user, event.timestamp()));
        for (Example example : assembly.targets(user, history, from, to)) {
            task.add(Counter.EXAMPLE_TARGETS, example.targets().size());
            examples.emit(example);
        }
        histories.put(user, Heads.withNextTarget(head, to));
    }

    /** A target's time must be passed by the window of groups, strictly, as for closing a group. */
    private boolean isDue(long timestamp) {
        return timestamp + config.groups().windowMs() < task.watermark();
    }

    private static boolean isHeld(HistoryHead head, long sequence) {
        return sequence >= head.getFirstChunk() * head.getChunkSize();
    }

    private void armFlush(String user, long timestamp) {
        long due = timestamp + config.groups().windowMs() + config.targetsMaxAgeMs();
        timers.set(new Timers.Timer(due, Timers.Kind.FLUSH_TARGETS, user, ""));
    }
}
