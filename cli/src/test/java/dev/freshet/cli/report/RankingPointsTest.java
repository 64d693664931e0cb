package dev.freshet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.schemas.EvaluatedRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RankingPointsTest {

    private static final long START = 1_470_009_600_000L;
    private static final Set<String> MODEL = Set.of("model");

    @Test
    void shouldHaveNoPointsWithoutGroups() {
        assertThat(RankingPoints.of(List.of(), Set.of())).isEmpty();
    }

    @Test
    void shouldHaveAPointForEachSpanOfEnoughGroups() {
        int groups = RankingPoints.SPANS * RankingPoints.LEAST;
        List<RankingPoint> points = points(IntStream.range(0, groups).mapToLong(i -> i * 10L));
        assertThat(points).hasSize(RankingPoints.SPANS).allMatch(point -> point.groups() == RankingPoints.LEAST);
        assertThat(points.get(3).time()).isEqualTo(START + 1745);
        assertThat(points.get(3).ndcg10()).containsOnlyKeys("model");
        assertThat(points.get(3).ndcg10().get("model")).isCloseTo(174.5 / 2000, within(1e-12));
    }

    @Test
    void shouldJoinASpanOfTooFewGroupsToTheNextOne() {
        assertThat(sizes(49, 50, 100)).containsExactly(99, 100);
        assertThat(sizes(50, 20, 20, 20, 50)).containsExactly(50, 60, 50);
    }

    @Test
    void shouldJoinTooFewGroupsAtTheEndToThePointBefore() {
        assertThat(sizes(60, 70, 49)).containsExactly(60, 119);
        assertThat(sizes(60, 1)).containsExactly(61);
    }

    @Test
    void shouldHaveOnePointForFewGroups() {
        List<RankingPoint> points = points(LongStream.of(0, 1000, 86_400_000));
        assertThat(points).hasSize(1);
        assertThat(points.get(0).groups()).isEqualTo(3);
        assertThat(points.get(0).time()).isEqualTo(START + 28_800_333);
        assertThat(points(LongStream.of(0)).get(0).time()).isEqualTo(START);
    }

    @Test
    void shouldNotDependOnTheOrderOfTheGroups() {
        Random random = new Random(1);
        List<EvaluatedRequest> groups = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            groups.add(EvaluatedRequests.of(
                    "r" + i, START + random.nextInt(300), false, Map.of("model", random.nextDouble())));
        }
        List<RankingPoint> points = RankingPoints.of(groups, MODEL);
        Collections.shuffle(groups, random);
        assertThat(points).hasSizeGreaterThan(20).isEqualTo(RankingPoints.of(groups, MODEL));
    }

    @Test
    void shouldLeaveOutARankingThatSomeGroupsLack() {
        EvaluatedGroups evaluated = new EvaluatedGroups(START, START + 10);
        evaluated.add(EvaluatedRequests.of("a", START, false, Map.of("model", 0.5, "random", 0.25, "frozen", 0.5)));
        evaluated.add(EvaluatedRequests.of("b", START, false, Map.of("model", 1.0, "random", 0.25, "term", 0.5)));
        assertThat(evaluated.curve().points())
                .containsExactly(new RankingPoint(START, 2, Map.of("model", 0.75, "random", 0.25)));
    }

    /** Sizes of the points of groups at equally distant times, so many at each. */
    private static List<Integer> sizes(int... groups) {
        LongStream times = IntStream.range(0, groups.length)
                .boxed()
                .flatMapToLong(i -> LongStream.generate(() -> i * 1_000_000L).limit(groups[i]));
        return points(times).stream().map(RankingPoint::groups).toList();
    }

    /** Points of groups at these times after the start; the n-th group has an NDCG@10 of n / 2000. */
    private static List<RankingPoint> points(LongStream times) {
        long[] all = times.toArray();
        List<EvaluatedRequest> groups = IntStream.range(0, all.length)
                .mapToObj(i -> EvaluatedRequests.of("r" + i, START + all[i], false, Map.of("model", (double) i / 2000)))
                .toList();
        return RankingPoints.of(groups, MODEL);
    }
}
