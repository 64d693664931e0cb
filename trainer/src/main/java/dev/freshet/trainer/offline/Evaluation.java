package dev.freshet.trainer.offline;

import dev.freshet.core.metric.Estimate;
import dev.freshet.trainer.evaluation.Ranking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The results of all rankings on the evaluated part of a dataset.
 *
 * @param history frozen or live
 * @param leftOut number of groups from before the end of the model's training data, which are left out
 * @param groups number of groups with both labels
 * @param users number of customers with these groups
 * @param ndcg10 NDCG@10 over these groups, by ranking
 * @param modelBeforePopularity NDCG@10 of the model minus that of popularity, group by group
 * @param notebookGroups number of groups of more than one product, whatever their labels
 * @param notebookNdcg10 the reference's average of NDCG@10 over those groups, by ranking
 * @param byHistory results over groups with both labels, by length of history
 */
public record Evaluation(
        String history,
        long leftOut,
        long groups,
        long users,
        Map<String, Estimate> ndcg10,
        Estimate modelBeforePopularity,
        long notebookGroups,
        Map<String, Double> notebookNdcg10,
        List<Band> byHistory) {

    /**
     * Groups with histories of some length.
     *
     * @param events range of the history's length, as text
     * @param groups number of groups
     * @param ndcg10 mean NDCG@10 by ranking
     */
    public record Band(String events, long groups, Map<String, Double> ndcg10) {}

    static Evaluation of(String history, long leftOut, List<EvaluatedGroup> groups) {
        List<EvaluatedGroup> both =
                groups.stream().filter(EvaluatedGroup::bothLabels).toList();
        List<EvaluatedGroup> several =
                groups.stream().filter(g -> g.products() > 1).toList();
        Map<String, Estimate> ndcg = new LinkedHashMap<>();
        for (Ranking ranking : rankings(groups)) {
            ndcg.put(
                    ranking.label(),
                    Estimate.of(
                            both,
                            EvaluatedGroup::userId,
                            group -> group.ndcg10().get(ranking)));
        }
        return new Evaluation(
                history,
                leftOut,
                both.size(),
                both.stream().map(EvaluatedGroup::userId).distinct().count(),
                ndcg,
                Estimate.of(
                        both,
                        EvaluatedGroup::userId,
                        g -> g.ndcg10().get(Ranking.MODEL) - g.ndcg10().get(Ranking.POPULARITY)),
                several.size(),
                means(several),
                bands(both));
    }

    /** All groups have the same. */
    private static Set<Ranking> rankings(List<EvaluatedGroup> groups) {
        return groups.isEmpty() ? Set.of() : groups.get(0).ndcg10().keySet();
    }

    private static List<Band> bands(List<EvaluatedGroup> groups) {
        List<Band> bands = new ArrayList<>();
        for (LengthBand band : LengthBand.values()) {
            List<EvaluatedGroup> of = groups.stream().filter(band::holds).toList();
            if (!of.isEmpty()) {
                bands.add(new Band(band.label(), of.size(), means(of)));
            }
        }
        return bands;
    }

    private static Map<String, Double> means(List<EvaluatedGroup> groups) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (Ranking ranking : rankings(groups)) {
            means.put(
                    ranking.label(),
                    groups.stream()
                            .mapToDouble(g -> g.ndcg10().get(ranking))
                            .average()
                            .orElseThrow());
        }
        return means;
    }
}
