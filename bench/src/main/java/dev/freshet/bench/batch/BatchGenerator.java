package dev.freshet.bench.batch;

import dev.freshet.core.hash.Hash64;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * Generates batches with the shapes of the reference's bench, the same on every machine: 12 with eight histories of
 * uneven length, 2 with eight full histories, 12 with four histories and requests. Lengths are log-normal with median
 * 75; a few products are much more frequent than others.
 */
public final class BatchGenerator {

    private static final int MAX_LENGTH = 512;
    private static final double MEDIAN_LENGTH = 75;
    private static final double LENGTH_SPREAD = 0.85;
    private static final int MULTIPLIER = 10_007; // has no factor in common with the number of products

    private final Hash64 seed;
    private long draws;

    private BatchGenerator(Hash64 seed) {
        this.seed = seed;
    }

    public static List<FlatBatch> batches(Scenario scenario) {
        int count = scenario == Scenario.PRETRAIN_WORST ? 2 : 12;
        return IntStream.range(0, count)
                .mapToObj(i -> new BatchGenerator(
                                Hash64.seeded(1).add(scenario.label()).add(i))
                        .batch(scenario))
                .toList();
    }

    private FlatBatch batch(Scenario scenario) {
        int users = scenario == Scenario.FINETUNE ? 4 : 8;
        int[] lengths = values(users, () -> scenario == Scenario.PRETRAIN_WORST ? MAX_LENGTH : length());
        int events = IntStream.of(lengths).sum();
        int[] positions =
                IntStream.of(lengths).flatMap(n -> IntStream.range(0, n)).toArray();
        int[] sources = values(events, this::source);
        int[] actions = values(events, () -> between(1, 4));
        int[] products = values(events, this::product);
        if (scenario != Scenario.FINETUNE) {
            FlatBatch.History history =
                    new FlatBatch.History(sources, actions, products, positions, positions, lengths, lengths);
            return new FlatBatch(history, null);
        }
        int[] requests = values(users, () -> between(6, 9));
        int[] states = IntStream.range(0, users)
                .flatMap(user -> IntStream.of(values(requests[user], () -> between(0, lengths[user])))
                        .sorted())
                .toArray();
        return new FlatBatch(
                new FlatBatch.History(sources, actions, products, positions, states, requests, lengths),
                candidates(requests));
    }

    private FlatBatch.Candidates candidates(int[] requests) {
        int[] lengths = values(IntStream.of(requests).sum(), () -> between(10, 21));
        int[] labels = IntStream.of(lengths).flatMap(this::labels).toArray();
        return new FlatBatch.Candidates(
                values(lengths.length, this::source), labels, values(labels.length, this::product), lengths, requests);
    }

    /** Marks one to three of a page's products as added to the cart. */
    private IntStream labels(int length) {
        int[] labels = new int[length];
        for (int carts = between(1, 4); carts > 0; carts--) {
            labels[between(0, length)] = 1;
        }
        return Arrays.stream(labels);
    }

    private int length() {
        double normal = StrictMath.sqrt(-2 * StrictMath.log(1 - unit())) * StrictMath.cos(2 * StrictMath.PI * unit());
        double length = MEDIAN_LENGTH * StrictMath.exp(LENGTH_SPREAD * normal);
        return (int) Math.max(6, Math.min(MAX_LENGTH, Math.round(length)));
    }

    private int product() {
        double u = unit();
        long rank = (long) (BatchRules.PRODUCTS * u * u * u);
        return (int) (rank * MULTIPLIER % BatchRules.PRODUCTS);
    }

    private int source() {
        double u = unit();
        return (int) (BatchRules.SOURCES * u * u);
    }

    private int between(int from, int to) {
        return from + (int) ((to - from) * unit());
    }

    private double unit() {
        return seed.add(draws++).unit();
    }

    private static int[] values(int count, IntSupplier draw) {
        return IntStream.generate(draw).limit(count).toArray();
    }
}
