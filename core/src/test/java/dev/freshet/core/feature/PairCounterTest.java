package dev.freshet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PairCounterTest {

    private final ProductStatistics statistics = new ProductStatistics(new StatisticsLimits(1_000, 30));
    private final List<HistoryEvent> history = new ArrayList<>();

    private void click(String product, long time) {
        HistoryEvent event = new HistoryEvent(product, Action.CLICK, null, time, history.size(), 0);
        PairCounter.count(statistics, history, event);
        history.add(event);
    }

    private double clickedPairs() {
        return statistics.totals().clicked().count();
    }

    @Test
    void shouldCountEachPairOfARobotTenTimesADay() {
        for (int i = 0; i < 100; i++) {
            click("a", i);
            click("b", i);
        }
        assertThat(clickedPairs())
                .as("a first, then 9 times after b; b 10 times after a")
                .isBetween(18.9, 19.0);
        click("b", TimeSpan.DAY + 1_000);
        click("a", TimeSpan.DAY + 1_000);
        assertThat(clickedPairs()).as("the next day one more").isBetween(19.5, 19.6);
    }

    @Test
    void shouldCountNothingOfACustomerWhoChoosesMoreThanPeopleDo() {
        for (int i = 0; i < PairCounter.MOST_CHOICES; i++) {
            click("p" + i, i);
        }
        double people = clickedPairs();
        assertThat(people).isBetween(2_400.0, 2_500.0);
        for (int i = 0; i < 500; i++) {
            click("q" + i, 1_000 + i);
        }
        assertThat(clickedPairs()).isEqualTo(people);
    }
}
