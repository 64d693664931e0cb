package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.metric.RankingMetric;
import dev.freshet.model.loss.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

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

    /**
     * Means over the evaluated groups, by {@code METRIC.PART.RANKING}, and over the steps, by {@code loss.NAME}. Parts are
     * all, cold, warm and holdout; of the parts, only all has other metrics than NDCG@10.
     */
    public Map<String, Double> means() {
        TreeMap<String, Double> means = new TreeMap<>();
        sum(name -> true).ifPresent(all -> {
            for (RankingMetric metric : RankingMetric.values()) {
                means.putAll(means("all", metric, all));
            }
        });
        sum(name -> name.endsWith(Stratum.COLD)).ifPresent(cold -> means.putAll(ndcg10("cold", cold)));
        sum(name -> name.endsWith(Stratum.WARM)).ifPresent(warm -> means.putAll(ndcg10("warm", warm)));
        sum(name -> name.startsWith(Stratum.HOLDOUT)).ifPresent(held -> means.putAll(ndcg10("holdout", held)));
        losses.forEach((name, sum) -> means.put("loss." + name, sum / steps));
        return means;
    }

    private Optional<Stratum> sum(Predicate<String> part) {
        return strata.entrySet().stream()
                .filter(stratum -> part.test(stratum.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Stratum::plus);
    }

    private static Map<String, Double> ndcg10(String part, Stratum stratum) {
        return means(part, RankingMetric.NDCG10, stratum);
    }

    private static Map<String, Double> means(String part, RankingMetric metric, Stratum stratum) {
        TreeMap<String, Double> means = new TreeMap<>();
        means.put("groups." + part, (double) stratum.groups());
        stratum.of(metric)
                .forEach((ranking, sum) ->
                        means.put(metric.label() + "." + part + "." + ranking.label(), sum / stratum.groups()));
        return means;
    }
}
