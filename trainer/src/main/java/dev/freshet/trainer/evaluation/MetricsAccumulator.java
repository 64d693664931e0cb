package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.model.loss.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sums over evaluated groups and training steps: of the window since the last version, or since the beginning. Not
 * thread-safe.
 */
public final class MetricsAccumulator {

    final TreeMap<String, Stratum> strata = new TreeMap<>();
    final TreeMap<String, Double> losses = new TreeMap<>();

    /** The versions of one window only; {@link #add} does not add them. */
    public final EvaluatingVersions evaluatingVersions = new EvaluatingVersions();

    /** The evaluated groups of one window only; {@link #add} does not add them. */
    public final List<EvaluatedExample> evaluatedGroups = new ArrayList<>();

    public long groups;
    public long holdout;
    public long unevaluated;
    long trainedGroups;
    long trainedTargets;
    public long steps;

    /** Counts a group and its evaluation, empty when the group could not be evaluated. */
    public void evaluated(ExampleGroup group, Optional<GroupEvaluation> evaluation) {
        groups++;
        holdout += group.holdout() ? 1 : 0;
        unevaluated += evaluation.isEmpty() ? 1 : 0;
        evaluation.ifPresent(e -> strata.merge(e.stratum(), Stratum.of(e), Stratum::plus));
    }

    /** Counts a step by its losses and by the groups and targets that they are means of. */
    public void trained(Losses batchLosses) {
        steps++;
        trainedGroups += batchLosses.groups();
        trainedTargets += batchLosses.targets();
        batchLosses.byName().forEach((name, loss) -> losses.merge(name, loss, Double::sum));
    }

    public void add(MetricsAccumulator other) {
        groups += other.groups;
        holdout += other.holdout;
        unevaluated += other.unevaluated;
        trainedGroups += other.trainedGroups;
        trainedTargets += other.trainedTargets;
        steps += other.steps;
        other.strata.forEach((name, stratum) -> strata.merge(name, stratum, Stratum::plus));
        other.losses.forEach((name, sum) -> losses.merge(name, sum, Double::sum));
    }

    /** Targets and groups trained on. */
    public long examples() {
        return trainedGroups + trainedTargets;
    }

    /** Means over the evaluated groups, by {@code ndcg10.STRATUM.RANKING}, and over the steps, by {@code loss.NAME}. */
    public Map<String, Double> means() {
        TreeMap<String, Stratum> all = new TreeMap<>(strata);
        strata.values().stream().reduce(Stratum::plus).ifPresent(sum -> all.put("all", sum));
        TreeMap<String, Double> means = new TreeMap<>();
        all.forEach((name, stratum) -> {
            means.put("groups." + name, (double) stratum.groups());
            for (Ranking ranking : stratum.ndcg10().keySet()) {
                means.put("ndcg10." + name + "." + ranking.label(), stratum.mean(ranking));
            }
        });
        losses.forEach((name, sum) -> means.put("loss." + name, sum / steps));
        return means;
    }
}
