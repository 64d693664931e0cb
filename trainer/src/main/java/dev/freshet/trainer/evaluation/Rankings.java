package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.metric.RankingMetric;
import dev.freshet.model.serving.PageLogits;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Rankings of one group, all of the same order of its candidates. Not thread-safe. */
public final class Rankings {

    private static final long RANDOM_SEED = 1;

    private final ExampleGroup group;
    private final List<HistoryEvent> window;
    private final CandidateOrder candidates;
    private final Map<Ranking, float[]> scores = new EnumMap<>(Ranking.class);

    /** @param window the events that rank the group */
    public Rankings(ExampleGroup group, List<HistoryEvent> window) {
        this.group = group;
        this.window = window;
        candidates = CandidateOrder.of(group);
    }

    /**
     * NDCG@10 of the model's ranking alone.
     *
     * @throws NanScoreException when the model scores NaN
     */
    public static double ndcg(ExampleGroup group, List<HistoryEvent> window, Scorer model) {
        return new Rankings(group, window)
                .model(model, false)
                .evaluate()
                .get(RankingMetric.NDCG10)
                .get(Ranking.MODEL);
    }

    /**
     * Adds the model.
     *
     * @param parts whether to add its feature term and its network too
     */
    public Rankings model(Scorer model, boolean parts) {
        PageLogits logits = logits(model);
        scores.put(Ranking.MODEL, logits.total());
        logits.term().filter(term -> parts).ifPresent(term -> {
            scores.put(Ranking.TERM, term);
            scores.put(Ranking.NETWORK, logits.network());
        });
        return this;
    }

    /** Adds the frozen version; the model itself, which must be added before, where that is the frozen one. */
    Rankings frozen(Scorer other) {
        scores.put(
                Ranking.FROZEN,
                other == null ? scores.get(Ranking.MODEL) : logits(other).total());
        return this;
    }

    /**
     * Adds the rankings that only count.
     *
     * @param popularity cart additions of a product before the request
     * @param recency of these, the recent ones
     */
    public Rankings counts(ToDoubleFunction<String> popularity, ToDoubleFunction<String> recency) {
        float[] popular = each(popularity);
        float[] repeated = each(this::occurrences);
        scores.put(Ranking.POPULARITY, popular);
        scores.put(Ranking.RECENCY, each(recency));
        scores.put(Ranking.REPEAT, repeated);
        scores.put(Ranking.REPEAT_THEN_POPULARITY, lexicographic(repeated, popular));
        scores.put(Ranking.RANDOM, each(id -> CandidateOrder.hash(RANDOM_SEED, group.requestId(), id)));
        return this;
    }

    /** Adds a ranking by scores of the candidates, which the function gets in order. */
    Rankings add(Ranking ranking, Function<List<String>, float[]> scorer) {
        scores.put(ranking, scorer.apply(candidates.productIds()));
        return this;
    }

    /** Adds the oracle when it knows the request. */
    Rankings oracle(Oracle oracle) {
        oracle.score(group.requestId(), candidates.productIds()).ifPresent(s -> scores.put(Ranking.ORACLE, s));
        return this;
    }

    /**
     * Each metric of each ranking.
     *
     * @throws NanScoreException when a ranking scores NaN
     */
    public Map<RankingMetric, Map<Ranking, Double>> evaluate() {
        int[] labels = candidates.labels().stream().mapToInt(Integer::intValue).toArray();
        Map<RankingMetric, Map<Ranking, Double>> all = new EnumMap<>(RankingMetric.class);
        for (RankingMetric metric : RankingMetric.values()) {
            Map<Ranking, Double> values = new EnumMap<>(Ranking.class);
            scores.forEach((ranking, s) -> values.put(ranking, metric.of(finite(s), labels)));
            all.put(metric, values);
        }
        return all;
    }

    private PageLogits logits(Scorer model) {
        return model.logits(window, group.sourceType(), candidates.productIds(), group.timestamp());
    }

    private float[] finite(float[] of) {
        for (float score : of) {
            if (Float.isNaN(score)) {
                throw new NanScoreException(group.requestId());
            }
        }
        return of;
    }

    private long occurrences(String productId) {
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

    private float[] each(ToDoubleFunction<String> score) {
        float[] all = new float[candidates.productIds().size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = (float) score.applyAsDouble(candidates.productIds().get(i));
        }
        return all;
    }
}
