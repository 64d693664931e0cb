package dev.freshet.model;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.hash.Hash64;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.model.training.TrainableModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Small configurations and seeded examples. */
public final class Samples {

    public static final ModelConfig SMALL = new ModelConfig(16, 2, 2, 32, 7, 0.1);
    public static final OptimizerConfig OPTIMIZER = new OptimizerConfig(1e-2, 0.01, 5);

    private static final List<Action> POSITIVE = List.of(Action.CLICK, Action.CART_UPDATE, Action.PURCHASE);

    private Samples() {}

    public static TrainableModel model() {
        return TrainableModel.initial(SMALL, LossWeights.defaults(), OPTIMIZER);
    }

    public static HistoryEvent event(String product, Action action, String source, int index) {
        return new HistoryEvent(product, action, source, 1000L * index, index, 0);
    }

    /** {@code length} events of products below {@code catalogue}. */
    public static List<HistoryEvent> history(int length, int catalogue, long seed) {
        List<HistoryEvent> events = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            long draw = Hash64.seeded(seed).add(i).value() >>> 1;
            String source = draw % 5 == 0 ? null : "s" + draw % 5;
            events.add(event("p" + draw / 5 % catalogue, POSITIVE.get((int) (draw / 7 % 3)), source, i));
        }
        return events;
    }

    /** A group of the products {@code first} to {@code first + 4}, of which the second went into the cart. */
    public static ExampleGroup group(String requestId, int stateIndex, int first) {
        List<String> products =
                IntStream.range(first, first + 5).mapToObj(i -> "p" + i).toList();
        return new ExampleGroup(requestId, "s1", 0, 0, stateIndex, false, products, List.of(0, 1, 0, 0, 0));
    }

    /** Batch number {@code index}: a few customers, their products drawn from a catalogue that grows. */
    public static List<Example> batch(int index) {
        List<Example> examples = new ArrayList<>();
        for (int user = 0; user < 3; user++) {
            int length = 3 + (index + 4 * user) % 9;
            List<HistoryEvent> history = history(length, 20 + 5 * index, 31L * index + user);
            List<Integer> targets = IntStream.range(1, length).boxed().toList();
            ExampleGroup cold = group("cold" + index, -1, user + index);
            examples.add(
                    new Example("u" + user, history, targets, List.of(group("q" + index, length - 1, index), cold)));
        }
        return examples;
    }
}
