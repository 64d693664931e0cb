package dev.freshet.core.example;

import dev.freshet.core.group.DelayPolicy;
import dev.freshet.core.group.GroupRules;
import dev.freshet.core.group.RequestGroup;
import dev.freshet.core.history.Cutoff;
import dev.freshet.core.history.History;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.history.HistoryRules;
import dev.freshet.core.history.RequestMarks;
import java.util.ArrayList;
import java.util.List;

/** Builds training examples from a customer's history. */
public final class ExampleAssembler {

    private final HistoryRules history;
    private final GroupRules groups;
    private final DelayPolicy delays;

    public ExampleAssembler(HistoryRules history, GroupRules groups, DelayPolicy delays) {
        this.history = history;
        this.groups = groups;
        this.delays = delays;
    }

    /** The delay that a group is trained with, milliseconds. */
    public long delay(String userId, RequestGroup group) {
        return delays.draw(userId, group.requestId());
    }

    /** Which events a closed group may see in training. */
    public Cutoff cutoff(RequestGroup group, long delayMs) {
        return delayMs > 0 ? Cutoff.delayed(group.timestamp(), delayMs, group.requestId()) : served(group);
    }

    /** Which events serving has shown to the model. */
    public Cutoff served(RequestGroup group) {
        return Cutoff.undelayed(group.timestamp(), group.openingSequence(), group.requestId());
    }

    /** The example of a closed group: the window that it may see, with the state after the last event of the window. */
    public Example group(String userId, RequestGroup group, long delayMs, History events) {
        return group(userId, group, delayMs, events, null);
    }

    /**
     * The same with a delay; it also has the window that serving has shown to the model, for evaluation.
     *
     * @param events hold those that precede the {@link #cutoff}
     * @param shown hold those that precede the cutoff of {@link #served}
     */
    public Example delayedGroup(String userId, RequestGroup group, long delayMs, History events, History shown) {
        return group(userId, group, delayMs, events, shown.window(served(group), history));
    }

    private Example group(
            String userId, RequestGroup group, long delayMs, History events, List<HistoryEvent> servedWindow) {
        List<HistoryEvent> window = events.window(cutoff(group, delayMs), history);
        ExampleGroup part = new ExampleGroup(
                group.requestId(),
                group.sourceType(),
                group.timestamp(),
                delayMs,
                window.size() - 1,
                groups.isHoldout(userId, RequestMarks.hash(group.requestId())),
                group.productIds(),
                group.labels(),
                servedWindow,
                null);
        return new Example(userId, window, List.of(), List.of(part));
    }

    /**
     * The examples of next-positive targets. A target is predicted from the window of the events before it. Targets
     * whose windows start at the same event share an example, hence one forward pass. An event whose predecessor is not
     * held is no target.
     *
     * @param events the end of the history; begins where the earliest target's window starts, or at the first event
     *     held
     * @param from sequence of the first target
     * @param to sequence after the last target
     */
    public List<Example> targets(String userId, History events, long from, long to) {
        List<Example> examples = new ArrayList<>();
        List<Integer> shared = new ArrayList<>();
        long start = -1;
        int last = -1;
        for (int i = 0; i < events.events().size(); i++) {
            long sequence = events.events().get(i).sequence();
            long preceding = events.dropped() + i;
            if (sequence < from || sequence >= to || i == 0) {
                continue;
            }
            long own = Math.max(history.windowStart(preceding), events.dropped());
            if (own != start && !shared.isEmpty()) {
                examples.add(example(userId, events, start, last, shared));
                shared = new ArrayList<>();
            }
            start = own;
            last = i;
            shared.add((int) (preceding - start));
        }
        if (!shared.isEmpty()) {
            examples.add(example(userId, events, start, last, shared));
        }
        return examples;
    }

    private Example example(String userId, History events, long start, int last, List<Integer> targets) {
        int first = (int) (start - events.dropped());
        List<HistoryEvent> window = events.events().subList(first, last + 1);
        List<Integer> heldOut = targets.stream()
                .filter(target -> groups.isHoldout(userId, window.get(target).requestHash()))
                .toList();
        return new Example(userId, window, targets, heldOut, List.of());
    }
}
