package dev.freshet.trainer.evaluation;

import static dev.freshet.trainer.Fixtures.DAY;
import static dev.freshet.trainer.Fixtures.HOUR;
import static dev.freshet.trainer.Fixtures.MINUTE;
import static dev.freshet.trainer.Fixtures.cart;
import static dev.freshet.trainer.Fixtures.example;
import static dev.freshet.trainer.Fixtures.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.metric.RankingMetric;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductCount;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.model.serving.PageLogits;
import dev.freshet.trainer.evaluation.PrequentialEvaluator.Versions;
import dev.freshet.trainer.state.TrainerStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrequentialEvaluatorTest {

    private static final double SECOND = 1 / (Math.log(3) / Math.log(2));
    private static final double THIRD = 0.5;
    private static final long T = 20 * DAY;

    private final ProductStatistics statistics = new ProductStatistics(new StatisticsLimits(100, 1));
    private final Baselines baselines = new Baselines(statistics, Duration.ofMinutes(90));
    private final List<HistoryEvent> seen = new ArrayList<>();

    /** Ranks p3 first, then p2, p1 and p0. */
    private final Scorer byNumber = (window, source, candidates, time) -> {
        seen.addAll(window);
        float[] scores = new float[candidates.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = candidates.get(i).charAt(1);
        }
        return PageLogits.of(scores);
    };

    private Optional<ServingVersion> serving() {
        return Optional.of(new ServingVersion(7, byNumber));
    }

    private PrequentialEvaluator evaluator(Oracle oracle) {
        return new PrequentialEvaluator(
                new Versions(t -> serving(), version -> Optional.empty(), false), baselines, oracle);
    }

    private GroupEvaluation evaluate(Example example) {
        baselines.advance(T + 2 * MINUTE);
        return evaluator(Oracle.NONE).evaluate(example, example.groups().get(0)).orElseThrow();
    }

    /** Cart additions in the minute that ends at a time; times ascend. */
    private void carted(String product, long time, int times) {
        counted(product, time, 0, times);
    }

    private void counted(String product, long time, int views, int carts) {
        baselines.advance(time);
        statistics.count(product, views, 0, carts, time);
        baselines.count(
                new IntervalCounts(time - MINUTE, time, 0, 1, List.of(new ProductCount(product, views, 0, carts, 0))));
    }

    @Test
    void shouldRankByModelPopularityAndRecencyBeforeTheRequest() {
        carted("p0", T - 15 * DAY, 9);
        carted("p1", T - HOUR, 5);
        carted("p2", T - HOUR, 2);
        carted("p3", T, 1);
        carted("p3", T + 1, 50);

        GroupEvaluation evaluation = evaluate(example(List.of(), List.of(), group("r", T, -1, false, 4, 1)));
        assertThat(evaluation.stratum()).isEqualTo("cold");
        assertThat(evaluation.version()).isEqualTo(7);
        Map<Ranking, Double> ndcg = evaluation.ndcg10();
        assertThat(ndcg.get(Ranking.MODEL)).as("p3 p2 p1").isCloseTo(THIRD, within(1e-12));
        assertThat(ndcg.get(Ranking.POPULARITY)).as("p0 p1").isCloseTo(SECOND, within(1e-12));
        assertThat(ndcg.get(Ranking.RECENCY)).as("p1").isCloseTo(1, within(1e-12));
        assertThat(evaluation.metrics().get(RankingMetric.MRR).get(Ranking.POPULARITY))
                .as("p0 p1")
                .isEqualTo(0.5);
        assertThat(evaluation.metrics().get(RankingMetric.AUC).get(Ranking.MODEL))
                .as("p3 p2 p1 p0")
                .isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void shouldSeparateHeldOutGroups() {
        assertThat(evaluate(example(List.of(), List.of(), group("r", T, -1, true, 4, 1)))
                        .stratum())
                .isEqualTo("holdout_cold");
        assertThat(evaluate(example(List.of(cart("p", 1, 0)), List.of(), group("r", T, 0, true, 4, 1)))
                        .stratum())
                .isEqualTo("holdout_warm");
    }

    @Test
    void shouldRankByTheHistoryThatServingShowed() {
        HistoryEvent old = cart("p2", T - HOUR, 0);
        HistoryEvent young = cart("p1", T - 9, 1);
        ExampleGroup delayed = new ExampleGroup(
                "r", "home", T, MINUTE, 0, false, List.of("p0", "p1", "p2"), List.of(0, 1, 0), List.of(young), null);
        GroupEvaluation evaluation = evaluate(example(List.of(old), List.of(), delayed));
        assertThat(seen).containsExactly(young);
        assertThat(evaluation.ndcg10().get(Ranking.REPEAT)).as("p1").isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldRankByTheFrozenVersionOrByTheServingOneBeforeIt() {
        Scorer backwards = (window, source, candidates, time) -> {
            float[] scores = new float[candidates.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = -candidates.get(i).charAt(1);
            }
            return PageLogits.of(scores);
        };
        ExampleGroup group = group("r", T, -1, false, 4, 1);
        Example example = example(List.of(), List.of(), group);
        PrequentialEvaluator before = new PrequentialEvaluator(
                new Versions(t -> serving(), version -> Optional.empty(), true), baselines, Oracle.NONE);
        assertThat(before.evaluate(example, group).orElseThrow().ndcg10().get(Ranking.FROZEN))
                .isCloseTo(THIRD, within(1e-12));
        PrequentialEvaluator after = new PrequentialEvaluator(
                new Versions(t -> serving(), version -> Optional.of(backwards), true), baselines, Oracle.NONE);
        assertThat(after.evaluate(example, group).orElseThrow().ndcg10().get(Ranking.FROZEN))
                .as("p0 p1")
                .isCloseTo(SECOND, within(1e-12));
    }

    @Test
    void shouldLearnALogitOnCountsFromGroupsThatAreNotHeldOut() {
        counted("p0", T - HOUR, 500, 5);
        counted("p1", T - HOUR, 100, 50);
        baselines.advance(T);
        for (int i = 0; i < 64; i++) {
            evaluate(example(List.of(), List.of(), group("held" + i, T, -1, true, 4, 0)));
        }
        assertThat(baselines.logit.state().steps()).isZero();
        for (int i = 0; i < 64; i++) {
            evaluate(example(List.of(), List.of(), group("r" + i, T, -1, false, 4, 1)));
        }
        assertThat(baselines.logit.state().steps()).isEqualTo(4);
        assertThat(countsLogit(T))
                .as("an order by hash: nothing was learned yet")
                .isLessThan(1);
        assertThat(countsLogit(T + 2 * MINUTE)).as("p1").isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldCountRepeatsOnlyUpToTheStateThatTheGroupMaySee() {
        List<HistoryEvent> history = List.of(
                cart("p2", T - 9, 0),
                cart("p2", T - 8, 1),
                cart("p2", T - 7, 2),
                cart("p1", T - 6, 3),
                cart("p3", T - 5, 4),
                cart("p3", T - 4, 5),
                cart("p1", T + 1, 6),
                cart("p1", T + 1, 7),
                cart("p1", T + 2, 8));
        GroupEvaluation evaluation = evaluate(example(history, List.of(), group("r", T, 5, false, 4, 1)));
        assertThat(evaluation.stratum()).isEqualTo("warm");
        assertThat(evaluation.ndcg10().get(Ranking.REPEAT)).as("p2 p3 p1").isCloseTo(THIRD, within(1e-12));
        assertThat(seen).isEqualTo(history.subList(0, 6));
    }

    @Test
    void shouldRankByRepeatsAndThoseThatAreEqualByPopularity() {
        carted("p0", T - HOUR, 9);
        carted("p1", T - HOUR, 2);
        List<HistoryEvent> history = List.of(cart("p1", T - 9, 0), cart("p2", T - 8, 1));
        GroupEvaluation evaluation = evaluate(example(history, List.of(), group("r", T, 1, false, 4, 1)));
        assertThat(evaluation.ndcg10().get(Ranking.POPULARITY)).as("p0 p1").isCloseTo(SECOND, within(1e-12));
        assertThat(evaluation.ndcg10().get(Ranking.REPEAT_THEN_POPULARITY))
                .as("p1 p2 p0")
                .isCloseTo(1, within(1e-12));
    }

    private double countsLogit(long date) {
        return evaluate(example(List.of(), List.of(), group("r", date, -1, true, 4, 1)))
                .ndcg10()
                .get(Ranking.COUNTS_LOGIT);
    }

    @Test
    void shouldEvaluateAnOracleOnTheSameCandidatesIfThereIsOne() {
        ExampleGroup group = group("r", T, -1, false, 4, 1);
        Example example = example(List.of(), List.of(), group);
        List<String> asked = new ArrayList<>();
        Oracle oracle = (request, products) -> {
            asked.addAll(products);
            float[] scores = new float[products.size()];
            scores[products.indexOf("p1")] = 1;
            return Optional.of(scores);
        };
        PrequentialEvaluator evaluator = evaluator(oracle);
        assertThat(evaluator.evaluate(example, group).orElseThrow().ndcg10()).containsEntry(Ranking.ORACLE, 1.0);
        assertThat(asked).containsExactlyElementsOf(CandidateOrder.of(group).productIds());
        assertThat(evaluate(example).ndcg10()).doesNotContainKey(Ranking.ORACLE);
    }

    @Test
    void shouldNotEvaluateWithoutAVersionThatCouldHaveServed() {
        HeldVersions<Scorer> held = new HeldVersions<>(2, m -> {});
        PrequentialEvaluator evaluator = new PrequentialEvaluator(
                new Versions(
                        t -> held.servingAt(t).map(m -> new ServingVersion(7, m)), version -> Optional.empty(), false),
                baselines,
                Oracle.NONE);
        ExampleGroup group = group("r", T, -1, false, 4, 1);
        assertThat(evaluator.evaluate(example(List.of(), List.of(), group), group))
                .isEmpty();
        held.add(T + 1, T + 1, byNumber);
        assertThat(evaluator.evaluate(example(List.of(), List.of(), group), group))
                .isEmpty();
    }

    @Test
    void shouldNotEvaluateAGroupFromBeforeTheIntervalsThatAreHeld() {
        carted("p0", T, 1);
        baselines.advance(T + 3 * HOUR);
        ExampleGroup group = group("r", T, -1, false, 4, 1);
        assertThat(evaluator(Oracle.NONE).evaluate(example(List.of(), List.of(), group), group))
                .isEmpty();
    }

    @Test
    void shouldNotEvaluateAGroupFromBeforeTheRestartOfAnOlderTrainer() {
        carted("p1", T - HOUR, 5); // counted before the restart, as if after the group's date
        TrainerStatistics old = StatisticsCodec.encode(new MetricsAccumulator(), baselines)
                .setIntervals(List.of())
                .setCountsLogit(null)
                .build();
        Baselines restored = new Baselines(statistics, Duration.ofMinutes(90));
        StatisticsCodec.restore(old, restored, T);
        restored.advance(T + MINUTE);
        PrequentialEvaluator evaluator = new PrequentialEvaluator(
                new Versions(t -> serving(), version -> Optional.empty(), false), restored, Oracle.NONE);
        ExampleGroup before = group("r", T - 1, -1, false, 4, 1);
        assertThat(evaluator.evaluate(example(List.of(), List.of(), before), before))
                .isEmpty();
        ExampleGroup after = group("r", T, -1, false, 4, 1);
        assertThat(evaluator.evaluate(example(List.of(), List.of(), after), after))
                .isPresent();
    }

    @Test
    void shouldServeFromTheNewestVersionAtOrBeforeTheRequest() {
        List<String> retired = new ArrayList<>();
        HeldVersions<String> held = new HeldVersions<>(2, retired::add);
        held.add(10, 10, "a");
        held.add(20, 20, "b");
        assertThat(held.servingAt(9)).isEmpty();
        assertThat(held.servingAt(10)).contains("a");
        assertThat(held.servingAt(19)).contains("a");
        assertThat(held.servingAt(20)).contains("b");
        held.add(30, 30, "c");
        assertThat(retired).containsExactly("a");
        assertThat(held.servingAt(19)).isEmpty();
        held.clear();
        assertThat(retired).containsExactlyInAnyOrder("a", "c", "b");
    }

    @Test
    void shouldHoldTheFrozenVersionUntilAllAreRetired() {
        List<String> retired = new ArrayList<>();
        HeldVersions<String> held = new HeldVersions<>(2, retired::add);
        held.add(10, 10, "a");
        held.freeze();
        held.add(20, 20, "b");
        held.add(30, 30, "c");
        held.add(40, 40, "d");
        assertThat(held.frozen()).contains("a");
        assertThat(held.servingAt(19)).as("it serves no longer").isEmpty();
        assertThat(retired).containsExactly("b");
        held.clear();
        assertThat(retired).containsExactlyInAnyOrder("b", "c", "d", "a");
        assertThat(held.frozen()).isEmpty();
    }

    @Test
    void shouldOrderCandidatesIndependentlyOfTheirPositionsOnThePage() {
        ExampleGroup shown = group("r", T, -1, false, 12, 0);
        List<Integer> places = Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(i -> CandidateOrder.of(group("r" + i, T, -1, false, 12, 0))
                        .productIds()
                        .indexOf("p0"))
                .toList();
        assertThat(places.stream().mapToInt(i -> i).average().orElseThrow()).isBetween(4.5, 6.5);
        assertThat(CandidateOrder.of(shown).productIds())
                .containsExactlyInAnyOrderElementsOf(shown.productIds())
                .isNotEqualTo(shown.productIds());
    }
}
