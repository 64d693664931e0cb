package dev.freshet.trainer;

import dev.freshet.core.hash.Hash64;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ExampleGroup;
import dev.freshet.schemas.ExampleHistory;
import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * A seeded topic training-examples with a simple pattern: every customer buys one kind of product, even or odd, and of
 * ten products shown exactly one is of that kind. Every five minutes one customer acts, is shown ten products and carts
 * one.
 */
public final class SyntheticExamples {

    static final int PARTITIONS = 3;
    static final long START = 1_470_000_000_000L;
    private static final long TICK = 5 * Fixtures.MINUTE;
    private static final long GROUP_WINDOW = 30 * Fixtures.MINUTE;
    private static final int USERS = 24;
    private static final int PRODUCTS = 24;
    private static final int KEPT = 12;

    /** A record to produce. */
    public record Entry(int partition, long time, String key, SpecificRecord value) {}

    private record Event(String product, ActionType action, long time, long sequence) {}

    private final long seed;
    private final List<Entry> entries = new ArrayList<>();
    private final TreeMap<Integer, List<Event>> histories = new TreeMap<>();

    /** Views and choices by product, of each partition since its last watermark. */
    private final List<TreeMap<String, int[]>> counts = IntStream.range(0, PARTITIONS)
            .mapToObj(partition -> new TreeMap<String, int[]>())
            .toList();

    private SyntheticExamples(long seed) {
        this.seed = seed;
    }

    public static List<Entry> of(long seed, int ticks) {
        SyntheticExamples examples = new SyntheticExamples(seed);
        for (int tick = 0; tick < ticks; tick++) {
            examples.tick(tick);
        }
        long end = START + ticks * TICK + GROUP_WINDOW;
        IntStream.range(0, PARTITIONS).forEach(p -> examples.watermark(p, end));
        return examples.entries;
    }

    private int draw(int bound, String what, long tick) {
        return (int) Math.floorMod(Hash64.seeded(seed).add(what).add(tick).value(), (long) bound);
    }

    private void tick(int tick) {
        long now = START + tick * TICK;
        if (tick % 3 == 0) {
            IntStream.range(0, PARTITIONS).forEach(p -> watermark(p, now + GROUP_WINDOW));
        }
        int user = draw(USERS, "user", tick);
        int kind = user % 2;
        List<Event> history = histories.computeIfAbsent(user, u -> new ArrayList<>());
        List<Event> seen = List.copyOf(history.subList(Math.max(0, history.size() - KEPT), history.size()));

        int carted = 2 * draw(PRODUCTS / 2, "carted", tick) + kind;
        List<String> shown = new ArrayList<>();
        for (int i = 0; shown.size() < 9; i++) {
            String other = "p" + (2 * draw(PRODUCTS / 2, "shown" + i, tick) + 1 - kind);
            if (!shown.contains(other)) {
                shown.add(other);
            }
        }
        shown.add(draw(10, "place", tick), "p" + carted);
        ActionType action = tick % 2 == 0 ? ActionType.CART_UPDATE : ActionType.CLICK;
        shown.forEach(product -> count(user, product, 0));
        count(user, "p" + carted, action == ActionType.CLICK ? 1 : 2);
        history.add(new Event("p" + carted, action, now + 1000, history.size()));

        List<Event> window = new ArrayList<>(seen);
        window.add(history.get(history.size() - 1));
        List<Integer> targets = window.size() > 1 ? List.of(window.size() - 1) : List.of();
        ExampleGroup group = ExampleGroup.newBuilder()
                .setRequestId("r" + tick)
                .setSourceType("home")
                .setTimestamp(now)
                .setDelayMs(0)
                .setStateIndex(seen.size() - 1)
                .setHoldout(draw(20, "holdout", tick) == 0)
                .setProductIds(shown)
                .setLabels(
                        shown.stream().map(p -> p.equals("p" + carted) ? 1 : 0).toList())
                .build();
        TrainingExample example = TrainingExample.newBuilder()
                .setUserId("u" + user)
                .setHistory(history(window))
                .setTargets(targets)
                .setGroups(List.of(group))
                .build();
        entries.add(new Entry(user % PARTITIONS, now + GROUP_WINDOW, "u" + user, example));
    }

    private static ExampleHistory history(List<Event> events) {
        return ExampleHistory.newBuilder()
                .setProductIds(events.stream().map(Event::product).toList())
                .setActionTypes(events.stream().map(Event::action).toList())
                .setSourceTypes(events.stream().map(e -> "home").toList())
                .setTimestamps(events.stream().map(Event::time).toList())
                .setSequences(events.stream().map(Event::sequence).toList())
                .build();
    }

    private void count(int user, String product, int column) {
        counts.get(user % PARTITIONS).computeIfAbsent(product, id -> new int[3])[column]++;
    }

    private void watermark(int partition, long time) {
        TreeMap<String, int[]> counted = counts.get(partition);
        if (!counted.isEmpty()) {
            IntFunction<List<Integer>> column =
                    i -> counted.values().stream().map(each -> each[i]).toList();
            List<Integer> purchases = counted.keySet().stream().map(id -> 0).toList();
            entries.add(new Entry(
                    partition,
                    time,
                    null,
                    new ProductCounts(
                            time - 3 * TICK,
                            time,
                            0,
                            1,
                            List.copyOf(counted.keySet()),
                            column.apply(0),
                            column.apply(1),
                            column.apply(2),
                            purchases)));
            counted.clear();
        }
        entries.add(new Entry(
                partition, time, null, Watermark.newBuilder().setTimestamp(time).build()));
    }
}
