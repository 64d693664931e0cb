package dev.freshet.schemas.codec;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ExampleHistory;
import dev.freshet.schemas.TrainingExample;
import java.util.ArrayList;
import java.util.List;

/** Decodes and checks training examples. */
public final class ExampleDecoder {

    private ExampleDecoder() {}

    /**
     * The example that a record holds.
     *
     * @throws IllegalArgumentException saying what is wrong with the record
     */
    public static Example of(TrainingExample wire) {
        List<HistoryEvent> history = history(wire.getHistory());
        for (int target : wire.getTargets()) {
            require(target >= 1 && target < history.size(), "target " + target + " of " + history.size() + " events");
        }
        require(
                wire.getTargets().containsAll(wire.getHeldOutTargets()),
                "held-out targets " + wire.getHeldOutTargets() + " of targets " + wire.getTargets());
        List<ExampleGroup> groups =
                wire.getGroups().stream().map(g -> group(g, history.size())).toList();
        return new Example(wire.getUserId(), history, wire.getTargets(), wire.getHeldOutTargets(), groups);
    }

    private static List<HistoryEvent> history(ExampleHistory wire) {
        int size = wire.getProductIds().size();
        require(
                wire.getActionTypes().size() == size
                        && wire.getSourceTypes().size() == size
                        && wire.getTimestamps().size() == size
                        && wire.getSequences().size() == size,
                "its history's arrays differ in length");
        List<HistoryEvent> history = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            history.add(new HistoryEvent(
                    wire.getProductIds().get(i),
                    action(wire.getActionTypes().get(i)),
                    wire.getSourceTypes().get(i),
                    wire.getTimestamps().get(i),
                    wire.getSequences().get(i),
                    0));
        }
        return history;
    }

    private static Action action(ActionType wire) {
        require(wire != ActionType.UNKNOWN && ActionCodec.of(wire).isPositive(), "its history holds a " + wire);
        return ActionCodec.of(wire);
    }

    private static ExampleGroup group(dev.freshet.schemas.ExampleGroup wire, int events) {
        int state = wire.getStateIndex();
        require(state >= -1 && state < events, "group " + wire.getRequestId() + " at state " + state + " of " + events);
        return new ExampleGroup(
                wire.getRequestId(),
                wire.getSourceType(),
                wire.getTimestamp(),
                wire.getDelayMs(),
                state,
                wire.getHoldout(),
                wire.getProductIds(),
                wire.getLabels(),
                wire.getServedHistory() == null ? null : history(wire.getServedHistory()),
                null);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
