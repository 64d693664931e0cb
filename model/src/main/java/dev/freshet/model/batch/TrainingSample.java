package dev.freshet.model.batch;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.loss.LossWeights;
import java.util.Collections;
import java.util.List;

/**
 * The part of an example that a model trains on: its targets and groups that are not held out, the groups with both
 * labels, each only if its loss has a weight above 0.
 *
 * @param example without what is held out
 * @param targets the targets to train on
 * @param groups the groups to train on
 * @param tokens events of the history that enter the network: up to the last state that a target or group uses
 */
public record TrainingSample(Example example, List<Integer> targets, List<ExampleGroup> groups, int tokens) {

    /**
     * Refuses an example that contradicts itself or needs more than {@code maxLength} tokens.
     *
     * @throws IllegalArgumentException naming the customer
     */
    public static TrainingSample of(Example whole, LossWeights lossWeights, int maxLength) {
        Example example = whole.trainable();
        int last = example.history().size() - 1;
        int tokens = 0;
        List<Integer> targets = lossWeights.usesTargets() ? example.targets() : List.of();
        for (int target : targets) {
            require(target >= 1 && target <= last, example, "target " + target + " is outside its history");
            require(example.history().get(target).action().isPositive(), example, "target " + target + " is a VIEW");
            tokens = Math.max(tokens, target);
        }
        List<ExampleGroup> groups = example.groups().stream()
                .filter(group -> lossWeights.usesGroups() && isTrainable(group))
                .toList();
        for (ExampleGroup group : groups) {
            require(
                    group.stateIndex() >= -1 && group.stateIndex() <= last,
                    example,
                    "group " + group.requestId() + " has its state outside the history");
            tokens = Math.max(tokens, group.stateIndex() + 1);
        }
        require(tokens <= maxLength, example, "it needs " + tokens + " tokens, more than maxLength=" + maxLength);
        return new TrainingSample(example, targets, groups, tokens);
    }

    private static boolean isTrainable(ExampleGroup group) {
        return group.labels().stream().distinct().count() > 1;
    }

    public boolean isEmpty() {
        return targets.isEmpty() && groups.isEmpty();
    }

    /** Events that enter the network. */
    List<HistoryEvent> window() {
        return example.history().subList(0, tokens);
    }

    /** Events that enter the network or are targets. */
    public List<HistoryEvent> used() {
        int last = targets.isEmpty() ? -1 : Collections.max(targets);
        return example.history().subList(0, Math.max(tokens, last + 1));
    }

    private static void require(boolean holds, Example example, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("example of customer " + example.userId() + ": " + problem);
        }
    }
}
