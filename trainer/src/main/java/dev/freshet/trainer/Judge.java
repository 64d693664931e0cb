package dev.freshet.trainer;

import dev.freshet.core.Example;
import dev.freshet.core.ExampleGroup;
import dev.freshet.core.HistoryEvent;
import dev.freshet.core.Ndcg;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/**
 * Judges request groups before they are trained on: the published version that could have served a request, beside
 * rankings that use only events before it, all on the same groups and the same order of candidates.
 */
final class Judge {

    private static final int CUT = 10;
    private static final long RANDOM_SEED = 1;

    private final LongFunction<Optional<? extends Scorer>> servingAt;
    private final CartCounts carts;
    private final Oracle oracle;

    /**
     * @param servingAt the newest published version whose watermark is at or before a time
     * @param carts cart additions that the stream has shown
     */
    Judge(LongFunction<Optional<? extends Scorer>> servingAt, CartCounts carts, Oracle oracle) {
        this.servingAt = servingAt;
        this.carts = carts;
        this.oracle = oracle;
    }

    /** Empty when no version could have served the group, or when the baselines' counts at its date are folded. */
    Optional<Verdict> judge(Example example, ExampleGroup group) {
        long time = group.timestamp();
        Optional<? extends Scorer> model = carts.covers(time) ? servingAt.apply(time) : Optional.empty();
        return model.map(scorer -> verdict(scorer, example.history().subList(0, group.stateIndex() + 1), group));
    }

    private Verdict verdict(Scorer model, List<HistoryEvent> window, ExampleGroup group) {
        Candidates candidates = Candidates.of(group);
        long time = group.timestamp();
        String request = group.requestId();
        Map<Ranking, float[]> scores = new EnumMap<>(Ranking.class);
        scores.put(Ranking.MODEL, model.score(window, group.sourceType(), candidates.productIds()));
        scores.put(Ranking.POPULARITY, each(candidates, id -> carts.before(id, time)));
        scores.put(Ranking.RECENCY, each(candidates, id -> carts.recently(id, time)));
        scores.put(Ranking.REPEAT, each(candidates, id -> occurrences(window, id)));
        scores.put(Ranking.RANDOM, each(candidates, id -> Candidates.hash(RANDOM_SEED, request, id)));
        oracle.score(request, candidates.productIds()).ifPresent(s -> scores.put(Ranking.ORACLE, s));

        int[] labels = candidates.labels().stream().mapToInt(Integer::intValue).toArray();
        Map<Ranking, Double> ndcg = new EnumMap<>(Ranking.class);
        scores.forEach((ranking, s) -> ndcg.put(ranking, Ndcg.at(CUT, s, labels)));
        return new Verdict(group.stateIndex() < 0 ? "cold" : "warm", ndcg);
    }

    private static long occurrences(List<HistoryEvent> window, String productId) {
        return window.stream().filter(e -> e.productId().equals(productId)).count();
    }

    private static float[] each(Candidates candidates, ToDoubleFunction<String> score) {
        float[] scores = new float[candidates.productIds().size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) score.applyAsDouble(candidates.productIds().get(i));
        }
        return scores;
    }
}
