package dev.freshet.core.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A weighted sum of {@link CountInputs}, learned online: AdamW on the softmax cross-entropy, one step for each 16 groups in
 * the order of their closing. A group is ranked by the weights of the steps that were taken at or before its date. Not
 * thread-safe.
 */
public final class CountsLogit {

    private static final int BATCH = 16;
    private static final double RATE = 3e-3;
    private static final double DECAY = 1e-4;
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    /**
     * Everything that a logit continues from.
     *
     * @param steps taken
     * @param first first moments, by weight
     * @param second second moments, by weight
     * @param weights by the event time of the step that made them, epoch milliseconds
     * @param waiting groups that no step has used yet
     */
    public record State(
            long steps,
            List<Double> first,
            List<Double> second,
            SortedMap<Long, List<Double>> weights,
            List<LabelledInputs> waiting) {}

    private final long reach;
    private final double[] first = new double[CountInputs.SIZE];
    private final double[] second = new double[CountInputs.SIZE];
    private final TreeMap<Long, double[]> weights = new TreeMap<>();
    private final List<LabelledInputs> waiting = new ArrayList<>();
    private long steps;

    /** @param reach how far back the date of a group may lie, milliseconds */
    public CountsLogit(long reach) {
        this.reach = reach;
        weights.put(Long.MIN_VALUE, new double[CountInputs.SIZE]);
    }

    /** Takes over the state of another one, bit for bit. */
    public void restore(State state) {
        steps = state.steps();
        for (int w = 0; w < CountInputs.SIZE; w++) {
            first[w] = state.first().get(w);
            second[w] = state.second().get(w);
        }
        weights.clear();
        state.weights()
                .forEach((time, values) -> weights.put(
                        time, values.stream().mapToDouble(Double::doubleValue).toArray()));
        waiting.addAll(state.waiting());
    }

    public State state() {
        TreeMap<Long, List<Double>> byTime = new TreeMap<>();
        weights.forEach((time, values) -> byTime.put(time, list(values)));
        return new State(steps, list(first), list(second), byTime, List.copyOf(waiting));
    }

    /** Scores of the candidates of a group dated at a time, epoch milliseconds. */
    public double[] scores(double[] inputs, long time) {
        return scores(weights.floorEntry(time).getValue(), inputs);
    }

    /** Learns from a group that closed at a time, epoch milliseconds, not before that of the last one. */
    public void learn(LabelledInputs group, long time) {
        waiting.add(group);
        if (waiting.size() == BATCH) {
            double[] next = step(weights.lastEntry().getValue());
            waiting.clear();
            weights.put(time, next);
            Long oldest = weights.floorKey(time - reach);
            weights.headMap(oldest == null ? weights.firstKey() : oldest, false).clear();
        }
    }

    static double[] scores(double[] weights, double[] inputs) {
        double[] scores = new double[inputs.length / weights.length];
        for (int i = 0; i < scores.length; i++) {
            for (int w = 0; w < weights.length; w++) {
                scores[i] += weights[w] * inputs[i * weights.length + w];
            }
        }
        return scores;
    }

    /** One step of AdamW, as PyTorch takes it. */
    private double[] step(double[] before) {
        double[] gradient = new double[CountInputs.SIZE];
        waiting.forEach(group -> group.addGradient(before, gradient));
        steps++;
        double[] after = new double[CountInputs.SIZE];
        for (int w = 0; w < after.length; w++) {
            double slope = gradient[w] / waiting.size();
            first[w] = BETA_1 * first[w] + (1 - BETA_1) * slope;
            second[w] = BETA_2 * second[w] + (1 - BETA_2) * slope * slope;
            double mean = first[w] / (1 - StrictMath.pow(BETA_1, (double) steps));
            double deviation = StrictMath.sqrt(second[w] / (1 - StrictMath.pow(BETA_2, (double) steps)));
            after[w] = before[w] * (1 - RATE * DECAY) - RATE * mean / (deviation + EPSILON);
        }
        return after;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
