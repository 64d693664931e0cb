package dev.freshet.core.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.DedupRules;
import dev.freshet.core.event.TimeRules;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.group.GroupRules;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each leak, planted in a log of one customer whose request {@code q} is dated 1000. */
class LeakageRulesTest {

    private static final long T = 1000;
    private static final long WINDOW = 100;
    private static final GroupRules RULES = new GroupRules(WINDOW, 1000, 2, 100, Set.of("banner"), 0, 1);
    private static final long LATER = T + WINDOW + 1;

    private final LogIndex log = new LogIndex(RULES, new TimeRules(1, 1_000), new DedupRules(50, 100));
    private final LeakageRules rules = new LeakageRules(log);
    private long offset;

    LeakageRulesTest() {
        log("old", Action.CLICK, T - 9, null, null);
        log("own", Action.CLICK, T - 5, "q", null); // a click opens no group
        log("same", Action.CLICK, T, null, null);
        log("a", Action.VIEW, T, "q", null);
        log("b", Action.VIEW, T, "q", null);
        log("late", Action.CLICK, T - 7, null, null);
        log("a", Action.CART_UPDATE, T + 1, "q", null);
    }

    private void log(String product, Action action, long time, String request, String eventId) {
        log.add(new LoggedEvent(offset++, "u", product, action, "home", time, request, eventId));
    }

    private static HistoryEvent event(String product, Action action, long time, long sequence) {
        return new HistoryEvent(product, action, "home", time, sequence, 0);
    }

    private static Example group(String request, long delay, HistoryEvent... seen) {
        ExampleGroup group =
                new ExampleGroup(request, "home", T, delay, seen.length - 1, false, List.of("a", "b"), List.of(1, 0));
        return new Example("u", List.of(seen), List.of(), List.of(group));
    }

    private static Example served(boolean holdout, HistoryEvent... shown) {
        ExampleGroup group =
                new ExampleGroup("q", "home", T, 9, 0, holdout, List.of("a", "b"), List.of(1, 0), List.of(shown), null);
        return new Example("u", List.of(OLD), List.of(), List.of(group));
    }

    private List<Leak> leaks(Example... examples) {
        List<LeakageViolation> found = new ArrayList<>();
        for (int i = 0; i < examples.length; i++) {
            found.addAll(rules.check(i, LATER + 1, examples[i]));
        }
        found.addAll(rules.finish());
        return found.stream().map(LeakageViolation::leak).toList();
    }

    private static final HistoryEvent OLD = event("old", Action.CLICK, T - 9, 0);
    private static final HistoryEvent OWN = event("own", Action.CLICK, T - 5, 1);
    private static final HistoryEvent SAME = event("same", Action.CLICK, T, 2);
    private static final HistoryEvent LATE = event("late", Action.CLICK, T - 7, 3);
    private static final HistoryEvent CART = event("a", Action.CART_UPDATE, T + 1, 4);

    @Test
    void shouldAcceptEventsBeforeTheRequest() {
        assertThat(leaks(group("q", 0, OLD), group("q", 0), group("q", 9, OLD))).isEmpty();
        assertThat(rules.groups()).isEqualTo(3);
    }

    @Test
    void shouldFindAnEventAtTheTimeOfTheRequest() {
        assertThat(leaks(group("q", 0, OLD, SAME))).containsExactly(Leak.PAST_ITS_TIME);
    }

    @Test
    void shouldFindAnEventYoungerThanTheDelayAllows() {
        assertThat(leaks(group("q", 10, OLD))).containsExactly(Leak.PAST_ITS_TIME);
    }

    @Test
    void shouldFindTheRequestsOwnEventsWhateverTheirTimeAndTheDelay() {
        assertThat(leaks(group("q", 0, OLD, OWN), group("q", 1, OLD, OWN), group("q", 0, OLD, CART)))
                .containsExactly(Leak.OWN_REQUEST, Leak.OWN_REQUEST, Leak.OWN_REQUEST);
    }

    @Test
    void shouldFindAnEventThatArrivedAfterTheRequestUnlessADelayAllowsIt() {
        assertThat(leaks(group("q", 0, OLD, LATE), group("q", 7, OLD, LATE))).containsExactly(Leak.ARRIVED_LATER);
    }

    @Test
    void shouldFindAnEventThatTheLogLacksOrHoldsFewerTimes() {
        HistoryEvent again = event("old", Action.CLICK, T - 9, 1);
        assertThat(leaks(group("q", 0, event("none", Action.CLICK, T - 9, 0)), group("q", 0, OLD, again)))
                .containsExactly(Leak.NOT_IN_LOG, Leak.NOT_IN_LOG);
    }

    @Test
    void shouldCountARepeatedEventIdOnce() {
        log("twice", Action.CLICK, T + 1, null, "e");
        log("twice", Action.CLICK, T + 1, null, "e");
        HistoryEvent once = event("twice", Action.CLICK, T + 1, 5);
        HistoryEvent twice = event("twice", Action.CLICK, T + 1, 6);
        assertThat(log.events()).isEqualTo(8);
        assertThat(leaks(new Example("u", List.of(OLD, once), List.of(1), List.of())))
                .isEmpty();
        assertThat(leaks(new Example("u", List.of(OLD, once, twice), List.of(1), List.of())))
                .contains(Leak.NOT_IN_LOG);
    }

    @Test
    void shouldCheckWhatServingHasShownAsWithoutADelay() {
        log("young", Action.CLICK, T - 3, null, null);
        assertThat(leaks(served(false, OLD))).isEmpty();
        assertThat(leaks(served(false, OLD, SAME), served(false, OLD, OWN), served(false, OLD, LATE)))
                .containsExactly(Leak.PAST_ITS_TIME, Leak.OWN_REQUEST, Leak.ARRIVED_LATER);
    }

    @Test
    void shouldFindATargetOfAHeldOutRequestThatTheModelTrainsOn() {
        Example trained = new Example("u", List.of(OLD, CART), List.of(1), List.of());
        Example marked = new Example("u", List.of(OLD, CART), List.of(1), List.of(1), List.of());
        Example other = new Example("u", List.of(OLD, LATE), List.of(1), List.of());
        assertThat(leaks(served(true, OLD), marked, other)).isEmpty();
        assertThat(leaks(served(true, OLD), trained)).containsExactly(Leak.HELD_OUT_TARGET);
    }

    @Test
    void shouldFindAGroupWithoutARequest() {
        assertThat(leaks(group("other", 0, OLD))).containsExactly(Leak.UNKNOWN_REQUEST);
    }

    @Test
    void shouldFindATargetWrittenBeforeItsGroup() {
        Example target = new Example("u", List.of(OLD, CART), List.of(1), List.of());
        assertThat(leaks(target, group("q", 0, OLD))).containsExactly(Leak.EARLY_TARGET);
    }

    @Test
    void shouldAcceptATargetWrittenAfterItsGroup() {
        Example target = new Example("u", List.of(OLD, CART), List.of(1), List.of());
        assertThat(leaks(group("q", 0, OLD), target)).isEmpty();
        assertThat(rules.targets()).isEqualTo(1);
    }

    @Test
    void shouldFindATargetWrittenWhileItsGroupsMayBeOpen() {
        Example target = new Example("u", List.of(OLD, CART), List.of(1), List.of());
        assertThat(rules.check(0, T + 1 + WINDOW, target))
                .extracting(LeakageViolation::leak)
                .containsExactly(Leak.EARLY_TARGET);
    }

    @Test
    void shouldFindAHistoryOutOfOrderAndATargetWithoutHistory() {
        assertThat(leaks(
                        new Example("u", List.of(LATE, OLD), List.of(1), List.of()),
                        new Example("u", List.of(OLD, LATE), List.of(0), List.of())))
                .containsExactly(Leak.OUT_OF_ORDER, Leak.OUT_OF_ORDER);
    }

    @Test
    void shouldFindAVersionYoungerThanItsRequestAndAnUnknownVersion() {
        VersionRules versions = new VersionRules();
        versions.published(3, T);
        assertThat(versions.check(0, 3, T)).isEmpty();
        assertThat(versions.check(0, 3, T - 1))
                .get()
                .extracting(LeakageViolation::leak)
                .isEqualTo(Leak.YOUNG_VERSION);
        assertThat(versions.check(0, 4, T)).isPresent();
    }
}
