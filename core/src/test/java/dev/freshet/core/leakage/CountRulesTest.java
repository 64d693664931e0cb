package dev.freshet.core.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.DedupRules;
import dev.freshet.core.event.TimeRules;
import dev.freshet.core.group.GroupRules;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductCount;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two views and a click of tea from 1000 to 1100, by ticks at 1000 and 1100; an old click counts at the watermark. */
final class CountRulesTest {

    private final LogIndex log = new LogIndex(
            new GroupRules(100, 1000, 2, 100, Set.of(), 0, 1), new TimeRules(15, 50), new DedupRules(50, 100));

    private final CountRules rules = new CountRules(log);
    private long offset;

    CountRulesTest() {
        log.tick(1000);
        log("tea", Action.VIEW, 1001);
        log("tea", Action.VIEW, 1099);
        log("tea", Action.CLICK, 900);
        log("tea", Action.VIEW, 1100);
        log.tick(1100);
    }

    private void log(String product, Action action, long time) {
        log.add(new LoggedEvent(offset++, "u", product, action, "home", time, null, null));
    }

    private List<LeakageViolation> check(long time, int views, int clicks) {
        ProductCount tea = new ProductCount("tea", views, clicks, 0, 0);
        return rules.check(7, time, new IntervalCounts(1000, 1100, 0, 1, List.of(tea)));
    }

    @Test
    void shouldAcceptWhatTheLogHasInTheInterval() {
        assertThat(check(1100, 2, 1)).isEmpty();
        assertThat(check(1100, 1, 0)).as("a bound was used up").isEmpty();
    }

    @Test
    void shouldFindAnEventAtOrAfterTheEnd() {
        assertThat(check(1100, 3, 1)).singleElement().satisfies(found -> {
            assertThat(found.leak()).isEqualTo(Leak.COUNTED_EARLY);
            assertThat(found.offset()).isEqualTo(7);
            assertThat(found.detail())
                    .isEqualTo("3 times VIEW of product 'tea' from 1000 to 1100, where the log has 2");
        });
    }

    @Test
    void shouldFindCountsThatLeaveBeforeTheEnd() {
        assertThat(check(1099, 1, 1))
                .singleElement()
                .satisfies(found -> assertThat(found.detail()).isEqualTo("counts that end at 1100 are dated 1099"));
    }
}
