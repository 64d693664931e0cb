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
    void shouldCountAPairOnceTheGroupsOfItsTimeAreClosed() {
        count("p1", Action.CLICK, HOUR);
        count("p2", Action.CLICK, HOUR + 1);
        count("p3", Action.CLICK, HOUR + 2);
        assertThat(pairsTo("p2")).as("not before").isZero();
        count("p1", Action.VIEW, HOUR + 1 + HOUR / 2 + 1);
        assertThat(pairsTo("p2")).isEqualTo(1);
        assertThat(pairsTo("p1")).as("the later one").isZero();
        assertThat(pairsTo("p3")).isZero();
        count("p1", Action.VIEW, 3 * HOUR);
        assertThat(pairsTo("p3")).isEqualTo(2);
    }

    private double pairsTo(String product) {
        StatisticsSnapshot now = statistics.now();
        return now.second(PairKind.CLICKED, now.slot(product), HOUR);
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
