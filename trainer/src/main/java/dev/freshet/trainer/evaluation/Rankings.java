package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.metric.Ndcg;
import dev.freshet.model.serving.PageLogits;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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
     * @param extra whether to rank by the parts of the model too
     * @throws NanScoreException when the model scores NaN
     */
    public static Map<Ranking, Double> ndcg(
            ExampleGroup group,
            List<HistoryEvent> window,
            Scorer model,
            ToDoubleFunction<String> popularity,
            ToDoubleFunction<String> recency,
            Oracle oracle,
            boolean extra) {
        CandidateOrder candidates = CandidateOrder.of(group);
        String request = group.requestId();
        Map<Ranking, float[]> scores = new EnumMap<>(Ranking.class);
        PageLogits logits = model.logits(window, group.sourceType(), candidates.productIds(), group.timestamp());
        scores.put(Ranking.MODEL, logits.total());
        logits.term().filter(term -> extra).ifPresent(term -> {
            scores.put(Ranking.TERM, term);
            scores.put(Ranking.NETWORK, logits.network());
        });
        float[] popular = each(candidates, popularity);
        float[] repeated = each(candidates, id -> occurrences(window, id));
        scores.put(Ranking.POPULARITY, popular);
        scores.put(Ranking.RECENCY, each(candidates, recency));
        scores.put(Ranking.REPEAT, repeated);
        scores.put(Ranking.REPEAT_THEN_POPULARITY, lexicographic(repeated, popular));
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
        return ndcg(
                group.requestId(),
                model.logits(window, group.sourceType(), candidates.productIds(), group.timestamp())
                        .total(),
                labels);
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

    /** For each candidate, how many come below it by the first score or, where that is equal, by the second one. */
    private static float[] lexicographic(float[] first, float[] second) {
        List<Integer> ascending = IntStream.range(0, first.length)
                .boxed()
                .sorted(Comparator.<Integer, Float>comparing(i -> first[i]).thenComparing(i -> second[i]))
                .toList();
        float[] scores = new float[first.length];
        for (int place = 1; place < scores.length; place++) {
            int i = ascending.get(place);
            int lower = ascending.get(place - 1);
            boolean equal = first[i] == first[lower] && second[i] == second[lower];
            scores[i] = equal ? scores[lower] : place;
        }
        return scores;
    }

    private static float[] each(CandidateOrder candidates, ToDoubleFunction<String> score) {
        float[] scores = new float[candidates.productIds().size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) score.applyAsDouble(candidates.productIds().get(i));
        }
        return scores;
    }
}
