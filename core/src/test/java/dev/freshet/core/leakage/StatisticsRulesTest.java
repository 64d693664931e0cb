package dev.freshet.core.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.core.statistics.PairKind;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A version of watermark 1000, whose examples give three views of tea up to 1000 and a pair at 900. */
final class StatisticsRulesTest {

    private static final long T = 1_000;

    private final StatisticsRules rules = new StatisticsRules(42, 7, T, new TreeMap<>(Map.of(0, 12L, 1, 9L)));

    private static StatisticsSnapshot with(Consumer<ProductStatistics> more) {
        ProductStatistics statistics = new ProductStatistics(new StatisticsLimits(16, 3));
        statistics.count("tea", 3, 0, 0, T);
        statistics.pair(PairKind.CLICKED, "tea", "milk", 900);
        more.accept(statistics);
        return statistics.snapshot();
    }

    private Optional<LeakageViolation> check(Consumer<ProductStatistics> more) {
        return rules.check(with(more), with(same -> {}));
    }

    @Test
    void shouldAcceptWhatTheExamplesGive() {
        assertThat(check(same -> {})).isEmpty();
        assertThat(rules.check(with(same -> {}))).isEmpty();
        assertThat(rules.check(StatisticsSnapshot.EMPTY)).isEmpty();
    }

    @Test
    void shouldFindAnEventAtTheWatermarkThatCountsInTheIntervalAfterIt() {
        Consumer<ProductStatistics> late = more -> more.count("tea", 1, 0, 0, T + 60);
        assertThat(check(late)).hasValueSatisfying(found -> {
            assertThat(found.leak()).isEqualTo(Leak.STATISTICS_FUTURE);
            assertThat(found.offset()).isEqualTo(42);
            assertThat(found.detail())
                    .isEqualTo(
                            "version 7, watermark 1000: product 'tea' has events up to 1060, 60 ms past the watermark;"
                                    + " product 'tea' has views=4 instead of 3, which the examples before offsets {0=12, 1=9}"
                                    + " give");
        });
        assertThat(rules.check(with(late)))
                .as("nothing to compare with")
                .map(LeakageViolation::leak)
                .hasValue(Leak.STATISTICS_FUTURE);
    }

    @Test
    void shouldFindAPairAtTheWatermark() {
        assertThat(rules.check(with(more -> more.pair(PairKind.CLICKED, "milk", "tea", T))))
                .map(LeakageViolation::leak)
                .hasValue(Leak.STATISTICS_FUTURE);
        assertThat(rules.check(with(more -> more.pair(PairKind.CARTED, "milk", "tea", T - 1))))
                .isEmpty();
        String longId = "p".repeat(1_025);
        assertThat(rules.check(with(more -> more.pair(PairKind.CARTED, "milk", longId, T))))
                .as("a pair that only the totals know")
                .map(LeakageViolation::detail)
                .hasValue(
                        "version 7, watermark 1000: the sum of all products has events up to 1001, 1 ms past the watermark");
    }

    @Test
    void shouldFindAnEventAtTheWatermarkThatIsDatedBeforeIt() {
        assertThat(check(more -> more.count("tea", 1, 0, 0, T))).hasValueSatisfying(found -> {
            assertThat(found.leak()).isEqualTo(Leak.STATISTICS_DIFFER);
            assertThat(found.detail())
                    .isEqualTo("version 7, watermark 1000: product 'tea' has views=4 instead of 3, which the examples"
                            + " before offsets {0=12, 1=9} give");
        });
    }

    @Test
    void shouldFindAPairThatTheExamplesDoNotGive() {
        assertThat(check(more -> more.pair(PairKind.CLICKED, "tea", "milk", 900)))
                .map(LeakageViolation::leak)
                .hasValue(Leak.STATISTICS_DIFFER);
    }
}
