package dev.freshet.core.baseline;

import java.util.Arrays;
import java.util.List;

/** The {@link CountInputs} of a request group and its labels, at least one of them above 0. Immutable. */
public final class LabelledInputs {

    private final double[] inputs;
    private final int[] labels;

    /**
     * @param inputs {@code (candidates, 6)} flat
     * @param labels of the candidates, in the same order
     */
    public LabelledInputs(double[] inputs, List<Integer> labels) {
        this.inputs = inputs.clone();
        this.labels = labels.stream().mapToInt(Integer::intValue).toArray();
        if (inputs.length != labels.size() * CountInputs.SIZE) {
            throw new IllegalArgumentException(inputs.length + " inputs for " + labels.size() + " labels");
        }
    }

    public double[] inputs() {
        return inputs.clone();
    }

    public List<Integer> labels() {
        return Arrays.stream(labels).boxed().toList();
    }

    /** Adds the gradient of the softmax cross-entropy between scores and labels, by weight. */
    void addGradient(double[] weights, double[] gradient) {
        double[] scores = CountsLogit.scores(weights, inputs);
        double highest = Double.NEGATIVE_INFINITY;
        int positive = 0;
        for (int i = 0; i < scores.length; i++) {
            highest = Math.max(highest, scores[i]);
            positive += labels[i];
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = StrictMath.exp(scores[i] - highest);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            double error = scores[i] / sum - (double) labels[i] / positive;
            for (int w = 0; w < CountInputs.SIZE; w++) {
                gradient[w] += error * inputs[i * CountInputs.SIZE + w];
            }
        }
    }
}
