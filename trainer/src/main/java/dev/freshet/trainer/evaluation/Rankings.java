package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.metric.Ndcg;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** NDCG@10 of all rankings of a group, on the same order of its candidates. */
public final class Rankings {

    private static final int CUT = 10;
    private static final long RANDOM_SEED = 1;

    private Rankings() {}

    /**
     * NDCG@10 of each ranking.
     *
     * @param window the events that the group may see
     * @param popularity cart additions of a product before the request
     * @param recency of these, the cart additions in the recency window
     * @param oracle ranked beside the others when it knows the request
     * @throws NanScoreException when the model scores NaN
     */
    public static Map<Ranking, Double> ndcg(
            ExampleGroup group,
            List<HistoryEvent> window,
            Scorer model,
            ToDoubleFunction<String> popularity,
            ToDoubleFunction<String> recency,
            Oracle oracle) {
        CandidateOrder candidates = CandidateOrder.of(group);
        String request = group.requestId();
        Map<Ranking, float[]> scores = new EnumMap<>(Ranking.class);
        scores.put(Ranking.MODEL, model.score(window, group.sourceType(), candidates.productIds()));
        scores.put(Ranking.POPULARITY, each(candidates, popularity));
        scores.put(Ranking.RECENCY, each(candidates, recency));
        scores.put(Ranking.REPEAT, each(candidates, id -> occurrences(window, id)));
        scores.put(Ranking.RANDOM, each(candidates, id -> CandidateOrder.hash(RANDOM_SEED, request, id)));
        oracle.score(request, candidates.productIds()).ifPresent(s -> scores.put(Ranking.ORACLE, s));

        int[] labels = candidates.labels().stream().mapToInt(Integer::intValue).toArray();
        Map<Ranking, Double> ndcg = new EnumMap<>(Ranking.class);
        scores.forEach((ranking, s) -> ndcg.put(ranking, ndcg(request, s, labels)));
        return ndcg;
    }

    /**
     * NDCG@10 of the model's ranking alone.
     *
     * @throws NanScoreException when the model scores NaN
     */
    public static double ndcg(ExampleGroup group, List<HistoryEvent> window, Scorer model) {
        CandidateOrder candidates = CandidateOrder.of(group);
        int[] labels = candidates.labels().stream().mapToInt(Integer::intValue).toArray();
        return ndcg(group.requestId(), model.score(window, group.sourceType(), candidates.productIds()), labels);
    }

    private static double ndcg(String request, float[] scores, int[] labels) {
        for (float score : scores) {
            if (Float.isNaN(score)) {
                throw new NanScoreException(request);
            }
        }
        return Ndcg.at(CUT, scores, labels);
    }

    private static long occurrences(List<HistoryEvent> window, String productId) {
        return window.stream().filter(e -> e.productId().equals(productId)).count();
    }

    private static float[] each(CandidateOrder candidates, ToDoubleFunction<String> score) {
        float[] scores = new float[candidates.productIds().size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) score.applyAsDouble(candidates.productIds().get(i));
        }
        return scores;
    }
}
