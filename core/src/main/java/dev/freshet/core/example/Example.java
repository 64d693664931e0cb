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
 * @param groups request groups to be ranked from the state at their {@code stateIndex}
 */
public record Example(String userId, List<HistoryEvent> history, List<Integer> targets, List<ExampleGroup> groups) {

    public Example {
        history = List.copyOf(history);
        targets = List.copyOf(targets);
        groups = List.copyOf(groups);
    }
}
