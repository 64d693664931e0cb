package dev.freshet.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.PairKind;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HourlyStatisticsTest {

    private static final long HOUR = TimeSpan.HOUR;

    private final HourlyStatistics statistics = new HourlyStatistics(StatisticsLimits.DEFAULT, HOUR / 2);
    private final List<HistoryEvent> history = new ArrayList<>();

    @Test
    void shouldShowWhatWasCountedBeforeTheHour() {
        count("p1", Action.CART_UPDATE, 5 * HOUR - 1);
        count("p1", Action.CART_UPDATE, 5 * HOUR);
        count("p1", Action.VIEW, 5 * HOUR + 10);

        assertThat(carts(statistics.at(5 * HOUR + 10), "p1")).isEqualTo(1);
        assertThat(carts(statistics.at(5 * HOUR), "p1")).isEqualTo(1);
        assertThat(carts(statistics.at(5 * HOUR - 1), "p1")).isZero();
        assertThat(carts(statistics.now(), "p1")).isEqualTo(2);
    }

    @Test
    void shouldStillShowTheHourOfARequestThatIsOpenWhenTheNextHourBegins() {
        count("p1", Action.CART_UPDATE, 4 * HOUR);
        count("p1", Action.CART_UPDATE, 5 * HOUR);
        long request = 6 * HOUR - HOUR / 2;
        count("p1", Action.VIEW, request);
        for (long time = request; time <= request + HOUR / 2; time += HOUR / 8) {
            count("p1", Action.CART_UPDATE, time);
        }
        assertThat(carts(statistics.at(request), "p1")).isEqualTo(1);
    }

    @Test
    void shouldCountPairsOfOneCustomer() {
        count("p1", Action.CLICK, HOUR);
        count("p2", Action.CLICK, HOUR + 1);
        StatisticsSnapshot now = statistics.now();
        assertThat(now.second(PairKind.CLICKED, now.slot("p2"), HOUR + 1)).isEqualTo(1);
        assertThat(now.second(PairKind.CLICKED, now.slot("p1"), HOUR + 1)).isZero();
    }

    private void count(String product, Action action, long time) {
        LogEvent event = new LogEvent("ann", product, action, "list", time, null);
        statistics.count(event, history);
        if (action.isPositive()) {
            history.add(event.inHistory(history.size()));
        }
    }

    private static double carts(StatisticsSnapshot snapshot, String product) {
        return snapshot.counts(snapshot.slot(product), 0).carts();
    }
}
