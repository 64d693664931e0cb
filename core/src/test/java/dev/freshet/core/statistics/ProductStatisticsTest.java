package dev.freshet.core.statistics;

import static dev.freshet.core.event.TimeSpan.DAY;
import static dev.freshet.core.event.TimeSpan.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProductStatisticsTest {

    private static final long T0 = 1_470_009_600_000L;

    private final ProductStatistics statistics = new ProductStatistics(new StatisticsLimits(16, 3));

    @Test
    void shouldNotChangeASnapshot() {
        statistics.count("tea", 1, 1, 0, T0);
        statistics.pair(PairKind.CLICKED, "tea", "milk", T0);
        StatisticsSnapshot before = statistics.snapshot();
        statistics.count("tea", 5, 0, 0, T0 + HOUR);
        statistics.count("bread", 1, 0, 0, T0 + HOUR);
        statistics.pair(PairKind.CLICKED, "tea", "milk", T0 + HOUR);

        assertThat(views(before, "tea")).isEqualTo(1);
        assertThat(before.slot("bread")).isEqualTo(StatisticsSnapshot.NO_SLOT);
        assertThat(pairs(before, "tea", "milk", T0)).isEqualTo(1);
        assertThat(before.totals().views()).isEqualTo(1);
        assertThat(views(statistics.snapshot(), "tea")).isEqualTo(6);
    }

    @Test
    void shouldNotChangeASnapshotWhenProductsGo() {
        statistics.count("tea", 1, 1, 0, T0);
        statistics.count("milk", 1, 0, 0, T0);
        StatisticsSnapshot before = statistics.snapshot();
        viewOnce(0, 40);

        assertThat(views(before, "milk")).isEqualTo(1);
        assertThat(statistics.snapshot().slot("milk")).isEqualTo(StatisticsSnapshot.NO_SLOT);
        assertThat(IntStream.range(0, 40).map(i -> before.slot("p" + i))).containsOnly(StatisticsSnapshot.NO_SLOT);
    }

    @Test
    void shouldKeepWhatCustomersWantAndTheTotalsWhenManyProductsAreViewedOnce() {
        statistics.count("tea", 10, 1, 0, T0 - DAY);
        statistics.count("milk", 10, 0, 1, T0 - DAY);
        statistics.pair(PairKind.CARTED, "tea", "milk", T0 - DAY);
        viewOnce(0, 10_000);

        StatisticsSnapshot after = statistics.snapshot();
        assertThat(views(after, "tea")).isEqualTo(10);
        assertThat(pairs(after, PairKind.CARTED, "tea", "milk", T0 - DAY)).isEqualTo(1);
        assertThat(after.totals().views()).isEqualTo(10_020);
        assertThat(IntStream.range(0, 10_000)
                        .filter(i -> after.slot("p" + i) != StatisticsSnapshot.NO_SLOT)
                        .count())
                .isBetween(12L, 14L);
    }

    @Test
    void shouldGiveThePairsOfAForgottenPartnerToNobodyElse() {
        statistics.pair(PairKind.CLICKED, "tea", "gone", T0);
        statistics.pair(PairKind.CLICKED, "tea", "milk", T0);
        statistics.count("tea", 0, 1, 0, T0);
        statistics.count("milk", 0, 1, 0, T0);
        viewOnce(0, 15);
        viewOnce(15, 30);

        StatisticsSnapshot after = statistics.snapshot();
        assertThat(after.slot("gone")).isEqualTo(StatisticsSnapshot.NO_SLOT);
        assertThat(pairs(after, "tea", "milk", T0)).isEqualTo(1);
        assertThat(IntStream.range(0, 30).mapToDouble(i -> pairs(after, "tea", "p" + i, T0)))
                .containsOnly(0.0);
        assertThat(after.first(PairKind.CLICKED, after.slot("tea"), T0).total()).isEqualTo(2);
    }

    @Test
    void shouldForgetThePartnerWithTheFewestPairs() {
        for (String partner : List.of("a", "b", "b", "c", "d")) {
            statistics.pair(PairKind.CLICKED, "tea", partner, T0 + partner.charAt(0));
        }
        StatisticsSnapshot after = statistics.snapshot();
        assertThat(pairs(after, "tea", "a", T0 + 100)).isZero();
        assertThat(pairs(after, "tea", "b", T0 + 100)).isCloseTo(2, within(1e-6));
        assertThat(pairs(after, "tea", "d", T0 + 100)).isCloseTo(1, within(1e-6));
        assertThat(after.first(PairKind.CLICKED, after.slot("tea"), T0 + 100).total())
                .isCloseTo(5, within(1e-6));
        assertThat(after.totals().pairs(PairKind.CLICKED, T0 + 100)).isCloseTo(5, within(1e-6));
    }

    @Test
    void shouldKeepNoMorePartnersThanANewBound() {
        for (String partner : List.of("a", "b", "c")) {
            statistics.pair(PairKind.CLICKED, "tea", partner, T0);
        }
        ProductStatistics narrower = new ProductStatistics(new StatisticsLimits(16, 1), statistics.snapshot());
        narrower.pair(PairKind.CLICKED, "tea", "a", T0);
        StatisticsSnapshot after = narrower.snapshot();
        assertThat(pairs(after, "tea", "a", T0)).isEqualTo(2);
        assertThat(pairs(after, "tea", "b", T0) + pairs(after, "tea", "c", T0)).isZero();
    }

    @Test
    void shouldKeepNoRowOfAProductWithAVeryLongId() {
        String longId = "p".repeat(1_025);
        statistics.count(longId, 5, 1, 0, T0);
        statistics.pair(PairKind.CLICKED, longId, "tea", T0);
        assertThat(statistics.snapshot().slot(longId)).isEqualTo(StatisticsSnapshot.NO_SLOT);
        assertThat(statistics.snapshot().totals().views()).isEqualTo(5);
        assertThat(statistics.snapshot().totals().pairs(PairKind.CLICKED, T0)).isEqualTo(1);
    }

    @Test
    void shouldHalvePairsInThirtyDays() {
        statistics.pair(PairKind.CLICKED, "tea", "milk", T0);
        StatisticsSnapshot after = statistics.snapshot();
        assertThat(pairs(after, "tea", "milk", T0 + 30 * DAY)).isEqualTo(0.5);
        assertThat(after.second(PairKind.CLICKED, after.slot("milk"), T0 + 60 * DAY))
                .isEqualTo(0.25);
        assertThat(after.totals().pairs(PairKind.CLICKED, T0 + 90 * DAY)).isEqualTo(0.125);
    }

    @Test
    void shouldCountWhatComesLateAsIfItHadComeInTime() {
        ProductStatistics inOrder = new ProductStatistics(new StatisticsLimits(16, 3));
        for (ProductStatistics each : List.of(statistics, inOrder)) {
            long first = each == inOrder ? T0 : T0 + HOUR;
            long second = each == inOrder ? T0 + HOUR : T0;
            each.count("tea", 1, 1, 1, first);
            each.pair(PairKind.CLICKED, "tea", "milk", first);
            each.count("tea", 1, 1, 1, second);
            each.pair(PairKind.CLICKED, "tea", "milk", second);
        }
        StatisticsSnapshot late = statistics.snapshot();
        StatisticsSnapshot timely = inOrder.snapshot();
        ActionCounts counts = late.counts(late.slot("tea"), T0 + HOUR);
        assertThat(counts).isEqualTo(timely.counts(timely.slot("tea"), T0 + HOUR));
        assertThat(counts.clicksHour()).isEqualTo(1.5);
        assertThat(pairs(late, "tea", "milk", T0 + HOUR)).isEqualTo(pairs(timely, "tea", "milk", T0 + HOUR));
    }

    @Test
    void shouldSurviveAMonthOfSilence() {
        statistics.count("tea", 1_000, 100, 10, T0);
        ActionCounts counts = statistics.snapshot().counts(0, T0 + 400 * DAY);
        assertThat(counts.views()).isEqualTo(1_000);
        assertThat(counts.viewsHour()).isZero();
        assertThat(counts.cartsWeek()).isBetween(0.0, 1e-15);
    }

    private void viewOnce(int from, int to) {
        IntStream.range(from, to).forEach(i -> statistics.count("p" + i, 1, 0, 0, T0 + i));
    }

    private static long views(StatisticsSnapshot statistics, String product) {
        return statistics.counts(statistics.slot(product), T0 + DAY).views();
    }

    private static double pairs(StatisticsSnapshot statistics, String first, String second, long time) {
        return pairs(statistics, PairKind.CLICKED, first, second, time);
    }

    private static double pairs(StatisticsSnapshot statistics, PairKind kind, String first, String second, long time) {
        return statistics.first(kind, statistics.slot(first), time).with(statistics.slot(second));
    }
}
