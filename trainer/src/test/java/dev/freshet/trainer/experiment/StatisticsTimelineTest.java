package dev.freshet.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductCount;
import dev.freshet.core.statistics.StatisticsLimits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTimelineTest {

    private static final long BEGIN = 1_470_000_000_000L / TimeSpan.DAY * TimeSpan.DAY;
    private static final int MINUTES = 30 * 60;

    private final StatisticsTimeline timeline = new StatisticsTimeline(
            new StatisticsLimits(100, 8), Duration.ofMinutes(1), Duration.ofHours(3), Duration.ofHours(26));

    /** One view a minute, counted at the minute's end. */
    private void view(int minutes) {
        for (int m = 1; m <= minutes; m++) {
            long end = BEGIN + m * TimeSpan.MINUTE;
            timeline.advance(end);
            timeline.count(
                    new IntervalCounts(end - TimeSpan.MINUTE, end, 0, 1, List.of(new ProductCount("p", 1, 0, 0, 0))));
        }
        timeline.advance(BEGIN + minutes * TimeSpan.MINUTE + 1);
    }

    private long views(long time) {
        return timeline.at(time).totals().views();
    }

    @Test
    void shouldHoldEveryMinuteOfTheLastHours() {
        view(MINUTES);
        for (int m = MINUTES; m > MINUTES - 170; m--) {
            assertThat(views(BEGIN + m * TimeSpan.MINUTE)).isEqualTo(m);
            assertThat(views(BEGIN + m * TimeSpan.MINUTE - 1)).isEqualTo(m - 1);
        }
    }

    @Test
    void shouldHoldEveryTenMinutesOfTheLastDay() {
        view(MINUTES);
        for (int m = MINUTES - 200; m > MINUTES - 26 * 60; m--) {
            assertThat(views(BEGIN + m * TimeSpan.MINUTE)).isBetween((long) m - 10, (long) m);
        }
    }

    @Test
    void shouldBeEmptyBeforeTheFirstRecord() {
        view(5);
        assertThat(views(BEGIN - 2 * TimeSpan.MINUTE)).isZero();
    }
}
