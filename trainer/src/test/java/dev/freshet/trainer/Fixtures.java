package dev.freshet.trainer;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import java.util.List;
import java.util.stream.IntStream;

/** Small records for tests. */
public final class Fixtures {

    public static final long MINUTE = 60_000;
    public static final long HOUR = 60 * MINUTE;
    public static final long DAY = 24 * HOUR;

    private Fixtures() {}

    public static HistoryEvent event(String product, Action action, long time, long sequence) {
        return new HistoryEvent(product, action, "home", time, sequence, 0);
    }

    public static HistoryEvent cart(String product, long time, long sequence) {
        return event(product, Action.CART_UPDATE, time, sequence);
    }

    /** A group of products p0, p1, ... of which one was carted. */
    public static ExampleGroup group(
            String request, long time, int stateIndex, boolean holdout, int products, int carted) {
        return new ExampleGroup(
                request,
                "home",
                time,
                0,
                stateIndex,
                holdout,
                IntStream.range(0, products).mapToObj(i -> "p" + i).toList(),
                IntStream.range(0, products).mapToObj(i -> i == carted ? 1 : 0).toList());
    }

    public static Example example(List<HistoryEvent> history, List<Integer> targets, ExampleGroup... groups) {
        return new Example("u", history, targets, List.of(groups));
    }
}
