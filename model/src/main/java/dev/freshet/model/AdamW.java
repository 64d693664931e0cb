package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * AdamW as {@code torch.optim.AdamW} computes it: decay {@code p *= 1 - lr wd}, then
 * {@code p -= lr / (1 - b1^t) * m / (sqrt(v / (1 - b2^t)) + eps)}. A parameter without a gradient is passed over, its
 * count t too. Rows that a table gained have zero moments.
 */
final class AdamW {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final NDManager manager;
    private final OptimizerConfig config;
    private final Map<String, State> states = new LinkedHashMap<>();

    /** Moments of one parameter, of its shape, and how many steps it took. */
    static final class State {
        NDArray first;
        NDArray second;
        long steps;
    }

    AdamW(NDManager manager, OptimizerConfig config) {
        this.manager = manager;
        this.config = config;
    }

    /** Makes or grows the moments, so that a step allocates nothing that outlives it. */
    void prepare(Weights weights) {
        weights.arrays().forEach((name, weight) -> {
            State state = states.computeIfAbsent(name, key -> new State());
            if (state.first == null) {
                state.first = manager.zeros(weight.getShape());
                state.second = manager.zeros(weight.getShape());
            } else if (!state.first.getShape().equals(weight.getShape())) {
                long rows = weight.getShape().get(0);
                state.first = Tensors.grown(manager, state.first, rows);
                state.second = Tensors.grown(manager, state.second, rows);
            }
        });
    }

    /** Moments and counts by parameter, in the order of the weights. */
    Map<String, State> states() {
        return states;
    }

    /** Changes the weights in place; {@code step} counts the model's steps from 0. */
    void step(Weights weights, Map<String, NDArray> gradients, long step) {
        double rate = config.rate(step);
        gradients.forEach((name, gradient) -> update(weights.get(name), gradient, states.get(name), rate));
    }

    private void update(NDArray weight, NDArray gradient, State state, double rate) {
        state.steps++;
        double correction1 = 1 - StrictMath.pow(BETA1, (double) state.steps);
        double correction2 = 1 - StrictMath.pow(BETA2, (double) state.steps);
        weight.muli((float) (1 - rate * config.weightDecay()));
        state.first.muli((float) BETA1).addi(gradient.mul((float) (1 - BETA1)));
        state.second.muli((float) BETA2).addi(gradient.square().muli((float) (1 - BETA2)));
        NDArray scale =
                state.second.sqrt().divi((float) StrictMath.sqrt(correction2)).addi(EPSILON);
        weight.subi(state.first.div(scale).muli((float) (rate / correction1)));
    }
}
