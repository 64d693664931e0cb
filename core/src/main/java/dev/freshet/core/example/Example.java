package dev.freshet.core.example;

import dev.freshet.core.history.HistoryEvent;
import java.util.List;

/**
 * A part of one customer's history, with the targets and groups to train on.
 *
 * @param userId the customer
 * @param history events in order; one forward pass starts at the first and covers them all
 * @param targets indices into {@code history} of next-positive targets, ascending, each at least 1: target i is
 *     predicted from the state after event i - 1
 * @param heldOut the targets among these that are events of held-out requests: the model never trains on them
 * @param groups request groups to be ranked from the state at their {@code stateIndex}
 */
public record Example(
        String userId,
        List<HistoryEvent> history,
        List<Integer> targets,
        List<Integer> heldOut,
        List<ExampleGroup> groups) {

    /** An example without held-out targets. */
    public Example(String userId, List<HistoryEvent> history, List<Integer> targets, List<ExampleGroup> groups) {
        this(userId, history, targets, List.of(), groups);
    }

    public Example {
        history = List.copyOf(history);
        targets = List.copyOf(targets);
        heldOut = List.copyOf(heldOut);
        groups = List.copyOf(groups);
    }

    /** What a model may train on: neither held-out groups nor held-out targets. */
    public Example trainable() {
        return new Example(
                userId,
                history,
                targets.stream().filter(target -> !heldOut.contains(target)).toList(),
                groups.stream().filter(group -> !group.holdout()).toList());
    }
}
