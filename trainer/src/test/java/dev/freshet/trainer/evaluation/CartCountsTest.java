package dev.freshet.trainer.evaluation;

import static dev.freshet.trainer.Fixtures.DAY;
import static dev.freshet.trainer.Fixtures.HOUR;
import static dev.freshet.trainer.Fixtures.MINUTE;
import static dev.freshet.trainer.Fixtures.cart;
import static dev.freshet.trainer.Fixtures.event;
import static dev.freshet.trainer.Fixtures.example;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.trainer.state.TrainerStatistics;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CartCountsTest {

    private final CartCounts counts = new CartCounts(Duration.ofDays(7));

    @Test
    void shouldCountTargetsThatAreCartAdditionsOnce() {
        counts.count(example(
                List.of(cart("a", 1, 4), cart("a", 2, 5), event("a", Action.CLICK, 3, 6), cart("b", 4, 7)),
                List.of(1, 2, 3)));
        assertThat(counts.before("a", HOUR)).isEqualTo(1);
        assertThat(counts.before("b", HOUR)).isEqualTo(1);
        assertThat(counts.before("c", HOUR)).isZero();
    }

    @Test
    void shouldCountACustomersFirstEventWithTheTargetAfterIt() {
        List<HistoryEvent> history = List.of(cart("first", 1, 0), cart("b", 2, 1), cart("b", 3, 2));
        counts.count(example(history, List.of(1)));
        counts.count(example(history, List.of(2)));
        assertThat(counts.before("first", HOUR)).isEqualTo(1);
        assertThat(counts.before("b", HOUR)).isEqualTo(2);
    }

    @Test
    void shouldLeaveOutBucketsThatEndAfterTheTime() {
        counts.count(example(List.of(cart("x", 0, 1), cart("a", 25 * MINUTE, 2)), List.of(1)));
        assertThat(counts.before("a", 30 * MINUTE - 1)).isZero();
        assertThat(counts.before("a", 30 * MINUTE)).isEqualTo(1);
    }

    @Test
    void shouldDropOldAdditionsFromRecentCountsOnly() {
        counts.count(example(List.of(cart("x", 0, 1), cart("a", DAY, 2)), List.of(1)));
        assertThat(counts.recently("a", 8 * DAY)).isEqualTo(1);
        assertThat(counts.recently("a", 8 * DAY + 1)).isZero();
        assertThat(counts.before("a", 8 * DAY + 1)).isEqualTo(1);
    }

    @Test
    void shouldNotCoverTimesWhoseWindowIsFolded() {
        counts.fold(20 * DAY + HOUR);
        assertThat(counts.covers(19 * DAY)).isTrue();
        assertThat(counts.covers(19 * DAY - 1)).isFalse();
    }

    /** Neither folding nor a round trip through a record changes a count that is still covered. */
    @Property(tries = 200)
    void shouldMatchCountsByTheDefinition(
            @ForAll @Size(max = 60) List<@IntRange(max = 36 * 60) Integer> minutes,
            @ForAll @IntRange(max = 3 * 24 * 60) int back) {
        CartCounts folded = new CartCounts(Duration.ofDays(2));
        long time = 0;
        long[] carted = new long[minutes.size()];
        for (int i = 0; i < carted.length; i++) {
            time += minutes.get(i) * MINUTE;
            carted[i] = time;
            folded.fold(time);
            folded.count(example(List.of(cart("x", 0, 1), cart("a", time, i + 2L)), List.of(1)));
        }
        folded.fold(time);
        CartCounts restored = StatisticsCodec.carts(record(folded), Duration.ofDays(2));
        assertThat(record(restored)).isEqualTo(record(folded));

        long at = time - back * MINUTE;
        if (restored.covers(at)) {
            assertThat(restored.before("a", at)).isEqualTo(inBuckets(carted, Long.MIN_VALUE, at));
            assertThat(restored.recently("a", at)).isEqualTo(inBuckets(carted, at - 2 * DAY, at));
        }
    }

    private static long inBuckets(long[] times, long from, long to) {
        long count = 0;
        for (long time : times) {
            long start = Math.floorDiv(time, 10 * MINUTE) * 10 * MINUTE;
            count += start >= from && start + 10 * MINUTE <= to ? 1 : 0;
        }
        return count;
    }

    private static TrainerStatistics record(CartCounts counts) {
        return StatisticsCodec.encode(new MetricsAccumulator(), counts);
    }
}
