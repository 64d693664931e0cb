package dev.freshet.trainer.evaluation;

import dev.freshet.core.baseline.CountsLogit;
import dev.freshet.core.baseline.LabelledInputs;
import dev.freshet.core.baseline.RecentIntervals.Counted;
import dev.freshet.trainer.state.CountsLogitState;
import dev.freshet.trainer.state.RecentInterval;
import dev.freshet.trainer.state.TrainerStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Converts {@link Baselines} to fields of trainer state and back. Equal baselines give equal fields. */
final class BaselinesCodec {

    private BaselinesCodec() {}

    static void encode(Baselines baselines, TrainerStatistics.Builder state) {
        List<RecentInterval> intervals = new ArrayList<>();
        baselines.recent.held().forEach((to, counts) -> intervals.add(interval(to, new TreeMap<>(counts))));
        state.setIntervalsHorizon(baselines.recent.horizon())
                .setIntervals(intervals)
                .setCountsLogit(logit(baselines.logit.state()));
    }

    /** @param mergedTime at the publication of the state, epoch milliseconds */
    static void restore(TrainerStatistics state, Baselines baselines, long mergedTime) {
        if (state.getCountsLogit() == null) { // of an older trainer, which kept no intervals
            baselines.recent.restore(mergedTime, Map.of());
            return;
        }
        Map<Long, Map<String, Counted>> intervals = new HashMap<>();
        state.getIntervals().forEach(interval -> intervals.put(interval.getTo(), counts(interval)));
        baselines.recent.restore(state.getIntervalsHorizon(), intervals);
        baselines.logit.restore(logit(state.getCountsLogit()));
    }

    private static RecentInterval interval(long to, SortedMap<String, Counted> counts) {
        return new RecentInterval(
                to,
                List.copyOf(counts.keySet()),
                counts.values().stream().map(Counted::views).toList(),
                counts.values().stream().map(Counted::carts).toList());
    }

    private static Map<String, Counted> counts(RecentInterval interval) {
        int products = interval.getProductIds().size();
        if (interval.getViews().size() != products || interval.getCarts().size() != products) {
            throw new IllegalArgumentException("the interval that ends at " + interval.getTo() + " has " + products
                    + " products, " + interval.getViews().size() + " views and "
                    + interval.getCarts().size() + " cart additions");
        }
        Map<String, Counted> counts = new HashMap<>();
        for (int i = 0; i < products; i++) {
            counts.put(
                    interval.getProductIds().get(i),
                    new Counted(interval.getViews().get(i), interval.getCarts().get(i)));
        }
        return counts;
    }

    private static CountsLogitState logit(CountsLogit.State state) {
        return CountsLogitState.newBuilder()
                .setSteps(state.steps())
                .setFirstMoments(state.first())
                .setSecondMoments(state.second())
                .setTimes(List.copyOf(state.weights().keySet()))
                .setWeights(List.copyOf(state.weights().values()))
                .setInputs(state.waiting().stream()
                        .map(group -> Arrays.stream(group.inputs()).boxed().toList())
                        .toList())
                .setLabels(state.waiting().stream().map(LabelledInputs::labels).toList())
                .build();
    }

    private static CountsLogit.State logit(CountsLogitState state) {
        TreeMap<Long, List<Double>> weights = new TreeMap<>();
        for (int i = 0; i < state.getTimes().size(); i++) {
            weights.put(state.getTimes().get(i), state.getWeights().get(i));
        }
        List<LabelledInputs> waiting = new ArrayList<>();
        for (int i = 0; i < state.getInputs().size(); i++) {
            double[] inputs = state.getInputs().get(i).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            waiting.add(new LabelledInputs(inputs, state.getLabels().get(i)));
        }
        return new CountsLogit.State(
                state.getSteps(), state.getFirstMoments(), state.getSecondMoments(), weights, waiting);
    }
}
