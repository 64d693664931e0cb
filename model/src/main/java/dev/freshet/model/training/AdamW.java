package dev.freshet.model.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.Weights;
import dev.freshet.model.torch.NativeTensors;
import dev.freshet.model.torch.TorchOps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AdamW as {@code torch.optim.AdamW} computes it: decay {@code p *= 1 - lr wd}, then {@code p -= lr / (1 - b1^t) * m /
 * (sqrt(v / (1 - b2^t)) + eps)}. A parameter without a gradient is skipped, and its step count t does not change. New
 * rows of a table have zero moments.
 */
public final class AdamW {

    private final NDManager manager;
    private final OptimizerConfig config;
    private final Map<String, State> states = new LinkedHashMap<>();

    /** Moments of one parameter, of the parameter's shape, and the number of its steps. */
    public static final class State {
        public NDArray first;
        public NDArray second;
        public long steps;
    }

    public AdamW(NDManager manager, OptimizerConfig config) {
        this.manager = manager;
        this.config = config;
    }

    /** Creates or grows the moments, so that a step allocates no memory that outlives the step. */
    public void prepare(Weights weights) {
        weights.arrays().forEach((name, weight) -> {
            State state = states.computeIfAbsent(name, key -> new State());
            if (state.first == null) {
                state.first = manager.zeros(weight.getShape());
                state.second = manager.zeros(weight.getShape());
            } else if (!state.first.getShape().equals(weight.getShape())) {
                long rows = weight.getShape().get(0);
                state.first = NativeTensors.grown(manager, state.first, rows);
                state.second = NativeTensors.grown(manager, state.second, rows);
            }
        });
    }

    /** Moments and counts by parameter, in the order of the weights. */
    public Map<String, State> states() {
        return states;
    }

    /** Changes the weights in place; {@code step} counts the model's steps from 0. */
    public void step(Weights weights, Map<String, NDArray> gradients, long step) {
        Map<String, NDArray> network = new LinkedHashMap<>();
        Map<String, NDArray> term = new LinkedHashMap<>();
        gradients.forEach(
                (name, gradient) -> (name.startsWith(ParameterNames.TERM) ? term : network).put(name, gradient));
        step(weights, network, config.rate(step), config.weightDecay());
        step(weights, term, config.termRate(), OptimizerConfig.TERM_DECAY);
    }

    private void step(Weights weights, Map<String, NDArray> gradients, double rate, double weightDecay) {
        List<NDArray> moved = new ArrayList<>();
        List<NDArray> first = new ArrayList<>();
        List<NDArray> second = new ArrayList<>();
        float[] counts = new float[gradients.size()];
        for (String name : gradients.keySet()) {
            State state = states.get(name);
            counts[moved.size()] = ++state.steps;
            moved.add(weights.get(name));
            first.add(state.first);
            second.add(state.second);
        }
        if (moved.isEmpty()) {
            return;
        }
        List<NDArray> taken = List.copyOf(gradients.values());
        try (NDArray steps = manager.create(counts)) {
            TorchOps.adamW(moved, taken, first, second, steps, rate, weightDecay);
        }
    }
}
