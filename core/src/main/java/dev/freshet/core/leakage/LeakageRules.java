package dev.freshet.core.leakage;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.core.leakage.VisibleEvents.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks the examples of one partition, in order of offset, against the log that they were made from. A group may see
 * events of the log that precede its request, do not belong to the request itself and, without a delay, arrived before
 * it. A target may not be written before the groups that it labels, and one of a held-out request must say so. Not
 * thread-safe.
 */
public final class LeakageRules {

    private final LogIndex log;
    private final EarlyTargets targets;
    private final HeldOutTargets heldOut;
    private long groups;

    public LeakageRules(LogIndex log) {
        this.log = log;
        this.targets = new EarlyTargets(log);
        this.heldOut = new HeldOutTargets(log);
    }

    /**
     * Violations of the next example by itself; {@link #finish} returns the targets that were early.
     *
     * @param recordTime of its record, epoch milliseconds UTC
     */
    public List<LeakageViolation> check(long offset, long recordTime, Example example) {
        List<LeakageViolation> broken = order(offset, example);
        if (!broken.isEmpty()) {
            return broken;
        }
        List<LeakageViolation> found = new ArrayList<>();
        targets.add(offset, recordTime, example).ifPresent(found::add);
        heldOut.check(offset, example).ifPresent(found::add);
        CustomerLog customer = log.customer(example.userId());
        VisibleEvents visible = new VisibleEvents(customer);
        for (ExampleGroup group : example.groups()) {
            groups++;
            targets.groupIsOut(offset, example.userId(), group);
            heldOut.add(example.userId(), group);
            check(visible, example.history(), group)
                    .map(why ->
                            new LeakageViolation(offset, example.userId(), group.requestId(), why.leak(), why.detail()))
                    .ifPresent(found::add);
        }
        if (example.groups().isEmpty()) {
            visible.missing(example.history())
                    .map(why -> new LeakageViolation(offset, example.userId(), null, why.leak(), why.detail()))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Reason> check(VisibleEvents visible, List<HistoryEvent> history, ExampleGroup group) {
        Optional<Reason> trained = visible.check(history.subList(0, group.stateIndex() + 1), group, group.delayMs());
        return trained.isPresent() || group.served() == null ? trained : visible.check(group.served(), group, 0);
    }

    /** Violations that show only after the last example: targets written before the groups that they label. */
    public List<LeakageViolation> finish() {
        return targets.finish();
    }

    /** Groups checked. */
    public long groups() {
        return groups;
    }

    /** Targets checked. */
    public long targets() {
        return targets.count();
    }

    /** A target sees the events before it in the history, so the order of the history must be right. */
    private static List<LeakageViolation> order(long offset, Example example) {
        List<HistoryEvent> history = example.history();
        for (int i = 1; i < history.size(); i++) {
            if (history.get(i - 1).compareTo(history.get(i)) >= 0) {
                return broken(offset, example, null, "event " + i + " of its history is not after the one before it");
            }
        }
        for (int target : example.targets()) {
            if (target < 1 || target >= history.size()) {
                return broken(offset, example, null, "target " + target + " of a history of " + history.size());
            }
        }
        for (ExampleGroup group : example.groups()) {
            if (group.stateIndex() < -1 || group.stateIndex() >= history.size()) {
                String detail = "state " + group.stateIndex() + " of a history of " + history.size();
                return broken(offset, example, group.requestId(), detail);
            }
        }
        return List.of();
    }

    private static List<LeakageViolation> broken(long offset, Example example, String request, String detail) {
        return List.of(new LeakageViolation(offset, example.userId(), request, Leak.OUT_OF_ORDER, detail));
    }
}
