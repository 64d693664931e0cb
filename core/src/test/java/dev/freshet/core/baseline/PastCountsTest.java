package dev.freshet.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductCount;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PastCountsTest {

    private static final long MINUTE = TimeSpan.MINUTE;
    private static final long REACH = 90 * MINUTE;

    private final ProductStatistics statistics = new ProductStatistics(new StatisticsLimits(100, 4));
    private final RecentIntervals recent = new RecentIntervals(REACH);

    private static IntervalCounts interval(long to, String product, int views, int carts) {
        return new IntervalCounts(to - MINUTE, to, 0, 1, List.of(new ProductCount(product, views, 0, carts, 0)));
    }

    private void count(IntervalCounts counts) {
        recent.advance(counts.to());
        counts.products().forEach(p -> statistics.count(p.productId(), p.views(), 0, p.carts(), counts.to()));
        recent.add(counts);
    }

    /** Counts that end at the moment itself, added up directly, are the truth. */
    @Test
    void shouldBeTheCountsOfTheIntervalsThatEndedAtOrBeforeTheTime() {
        Random random = new Random(3);
        List<IntervalCounts> all = new ArrayList<>();
        long now = 0;
        for (int i = 1; i <= 2_000; i++) {
            now = i * MINUTE;
            for (String product : List.of("a", "b", "c")) {
                all.add(interval(now, product, random.nextInt(5), random.nextInt(3)));
            }
            all.subList(all.size() - 3, all.size()).forEach(this::count);
        }
        for (long back : new long[] {0, 1, 3 * MINUTE + 7, 31 * MINUTE, REACH}) {
            long time = now - back;
            ProductStatistics then = new ProductStatistics(new StatisticsLimits(100, 4));
            all.stream()
                    .filter(counts -> counts.to() <= time)
                    .forEach(counts -> counts.products()
                            .forEach(p -> then.count(p.productId(), p.views(), 0, p.carts(), counts.to())));
            assertThat(recent.covers(time)).isTrue();
            PastCounts past = new PastCounts(statistics, recent, now, time);
            for (String product : List.of("a", "b", "c", "never")) {
                PastCounts.Product counts = past.of(product);
                assertThat(counts.carts()).isEqualTo(then.counts(product).carts());
                assertThat(counts.views()).isEqualTo(then.counts(product).views());
                assertThat(counts.weekCarts())
                        .isCloseTo(then.counts(product).at(time).cartsWeek(), within(1e-6));
                assertThat(counts.weekViews())
                        .isCloseTo(then.counts(product).at(time).viewsWeek(), within(1e-6));
            }
            assertThat(past.meanCartRate())
                    .isCloseTo((then.totals().carts() + 1.0) / (then.totals().views() + 100.0), within(1e-12));
        }
        assertThat(recent.held()).hasSize(90);
        assertThat(recent.covers(now - REACH - 1)).isFalse();
    }

    /** A rest of rounding would rank a product that is carted later above one that never is. */
    @Test
    void shouldCountNothingOfAProductWithoutAnEventBeforeTheTime() {
        for (int i = 1; i <= 60; i++) {
            for (int p = 0; p < 50; p++) {
                if ((i + p) % 3 != 0) {
                    count(interval(i * MINUTE, "p" + p, 1 + p % 2, 1 + i * p % 2));
                }
            }
        }
        PastCounts past = new PastCounts(statistics, recent, 60 * MINUTE, 0);
        for (int p = 0; p < 50; p++) {
            assertThat(past.of("p" + p)).isEqualTo(new PastCounts.Product(0, 0, 0, 0));
        }
    }

    @Test
    void shouldBoundTheProductsThatWereOnlyViewedAndContinueInTheSameWay() {
        RecentIntervals resumed = new RecentIntervals(REACH);
        for (int part = 0; part < 40; part++) {
            List<ProductCount> products = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                products.add(new ProductCount("p" + (part * 500 + i), 1, 0, i == 0 ? 1 : 0, 0));
            }
            products.add(new ProductCount("p1", 1, 0, 0, 0));
            products.add(new ProductCount("x".repeat(2_000), 1, 0, 1, 0));
            IntervalCounts counts = new IntervalCounts(0, MINUTE, part, 40, products);
            recent.add(counts);
            resumed.add(counts);
            RecentIntervals next = new RecentIntervals(REACH);
            next.restore(resumed.horizon(), resumed.held());
            resumed = next;
        }
        assertThat(recent.held().get(MINUTE)).hasSize(10_000 + 20);
        assertThat(recent.after("p1", 0).get(MINUTE).views()).isEqualTo(41);
        assertThat(resumed.held()).isEqualTo(recent.held());
        assertThat(resumed.totalAfter(0)).isEqualTo(recent.totalAfter(0));
        recent.advance(MINUTE + REACH);
        assertThat(recent.held()).isEmpty();
        assertThat(recent.after("p1", 0)).isEmpty();
    }

    @Test
    void shouldAddTheCountsOfAllPartitionsInAnInterval() {
        count(interval(MINUTE, "a", 1, 1));
        count(interval(MINUTE, "a", 2, 0));
        assertThat(new PastCounts(statistics, recent, MINUTE, MINUTE).carts("a"))
                .isEqualTo(1);
        assertThat(new PastCounts(statistics, recent, MINUTE, MINUTE - 1).of("a"))
                .isEqualTo(new PastCounts.Product(0, 0, 0, 0));
    }

    @Test
    void shouldScaleSixCountsOfACandidate() {
        for (int i = 1; i <= 10; i++) {
            count(interval(i * MINUTE, "a", 100, 10));
        }
        List<HistoryEvent> window = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            window.add(new HistoryEvent("a", Action.CLICK, null, i, i, 0));
        }
        window.add(new HistoryEvent("a", Action.CART_UPDATE, null, 9, 9, 0));
        window.add(new HistoryEvent("b", Action.PURCHASE, null, 10, 10, 0));
        double[] inputs =
                CountInputs.of(List.of("a", "b"), window, new PastCounts(statistics, recent, 10 * MINUTE, 10 * MINUTE));
        double mean = 101.0 / 1_100;
        double rate = (100 + 100 * mean) / 1_100;
        assertThat(inputs).hasSize(12);
        assertThat(inputs[0]).isCloseTo(Math.log(rate) + 6, within(1e-9));
        double week = (100 + 100 * rate) / 1_100;
        assertThat(inputs[1]).isCloseTo((Math.log(week) + 6) / 1.4, within(1e-3));
        assertThat(inputs[2]).isCloseTo(Math.log(101) - 2, within(1e-9));
        assertThat(inputs[3]).as("nine clicks count as five, cut at 6").isEqualTo(6);
        assertThat(inputs[4]).isEqualTo(2);
        assertThat(inputs[5]).isZero();
        assertThat(inputs[6]).isCloseTo(Math.log(mean) + 6, within(1e-9));
        assertThat(inputs[11]).isEqualTo(2);
    }
}
