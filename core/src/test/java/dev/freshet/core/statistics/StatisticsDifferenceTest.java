package dev.freshet.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Statistics of tea, milk and bread, with a pair of clicks from tea to milk, against the same and something more. */
final class StatisticsDifferenceTest {

    private static final long T0 = 1_470_009_600_000L;

    private static StatisticsSnapshot with(Consumer<ProductStatistics> more) {
        ProductStatistics statistics = new ProductStatistics(new StatisticsLimits(16, 3));
        statistics.count("tea", 5, 2, 1, T0);
        statistics.count("milk", 5, 1, 0, T0);
        statistics.count("bread", 1, 0, 0, T0);
        statistics.pair(PairKind.CLICKED, "tea", "milk", T0 - 1_000);
        more.accept(statistics);
        return statistics.snapshot();
    }

    private static String difference(Consumer<ProductStatistics> more) {
        return StatisticsDifference.first(with(more), with(same -> {}))
                .map(StatisticsDifference::toString)
                .orElse("none");
    }

    @Test
    void shouldAcceptTheSameBits() {
        assertThat(difference(same -> {})).isEqualTo("none");
        assertThat(StatisticsDifference.first(StatisticsSnapshot.EMPTY, StatisticsSnapshot.EMPTY))
                .isEmpty();
    }

    @Test
    void shouldNameTheFirstProductAndBothValues() {
        assertThat(difference(more -> {
                    more.count("tea", 0, 1, 0, T0);
                    more.count("milk", 0, 2, 0, T0);
                }))
                .isEqualTo("product 'milk' has clicks=3 instead of 1");
        assertThat(difference(more -> more.count("cup", 2, 0, 0, T0)))
                .isEqualTo("product 'cup' has views=2 instead of none");
        assertThat(StatisticsDifference.first(StatisticsSnapshot.EMPTY, with(same -> {})))
                .hasValueSatisfying(
                        each -> assertThat(each).hasToString("product 'bread' has views=none instead of 1"));
    }

    @Test
    void shouldFindTheSameCountsAtAnotherTime() {
        assertThat(difference(more -> more.count("tea", 0, 0, 0, T0 + 1)))
                .isEqualTo("product 'tea' has time of its counts=" + (T0 + 1) + " instead of " + T0);
    }

    @Test
    void shouldFindAPair() {
        assertThat(difference(more -> more.pair(PairKind.CARTED, "tea", "bread", T0)))
                .isEqualTo("product 'bread' has pairs of cart additions as the second product=1.0 at " + T0
                        + " instead of 0.0");
        assertThat(difference(more -> more.pair(PairKind.CLICKED, "tea", "milk", T0 - 1_000)))
                .isEqualTo("product 'milk' has pairs of clicks as the second product=2.0 at " + (T0 - 1_000)
                        + " instead of 1.0 at " + (T0 - 1_000));
    }

    @Test
    void shouldFindAPartnerThatIsForgotten() {
        ProductStatistics narrower = new ProductStatistics(new StatisticsLimits(16, 1), with(same -> {}));
        narrower.pair(PairKind.CLICKED, "tea", "bread", T0);
        assertThat(StatisticsDifference.first(
                        narrower.snapshot(), with(more -> more.pair(PairKind.CLICKED, "tea", "bread", T0))))
                .hasValueSatisfying(each -> assertThat(each.toString())
                        .startsWith("product 'tea' has pairs of clicks with 'milk'=none instead of 0.99"));
    }

    @Test
    void shouldFindTotalsOfAProductWithoutARow() {
        assertThat(difference(more -> more.count("p".repeat(1_025), 0, 1, 0, T0)))
                .isEqualTo("the sum of all products has clicks=4 instead of 3");
    }
}
