package dev.freshet.audit.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.audit.Violation;
import dev.freshet.audit.Violations;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BalanceRulesTest {

    private static final TaskFigures TASK = new TaskFigures(Map.ofEntries(
            Map.entry("watermark.3", 1_470_000_000_000L),
            Map.entry("ticks", 5L),
            Map.entry("events.in", 20L),
            Map.entry("events.accepted", 10L),
            Map.entry("events.rejected.FUTURE", 3L),
            Map.entry("events.rejected.KEY_MISMATCH", 1L),
            Map.entry("events.late", 2L),
            Map.entry("events.duplicate", 3L),
            Map.entry("events.dead-lettered", 1L),
            Map.entry("examples.groups", 4L),
            Map.entry("examples.targets", 9L),
            Map.entry("requests.in", 12L),
            Map.entry("requests.answered", 6L),
            Map.entry("requests.scoring-failed", 4L),
            Map.entry("requests.rejected.BAD_TOP_K", 2L),
            Map.entry("requests.rejected.UNEXPECTED_RECORD", 1L),
            Map.entry("requests.dead-lettered", 1L)));

    private final Violations violations = new Violations();
    private final BalanceRules rules = new BalanceRules(violations);

    @Test
    void shouldExpectTopicsToHoldWhatTheTaskCounted() {
        Map<Figure, Long> counted = Map.of(
                Figure.EVENTS_READ, 25L,
                Figure.REQUESTS_READ, 12L,
                Figure.GROUPS, 4L,
                Figure.TARGETS, 9L,
                Figure.ANSWERS, 8L,
                Figure.EVENTS_REJECTED, 4L,
                Figure.REQUESTS_REJECTED, 3L,
                Figure.EVENTS_DEAD, 1L,
                Figure.REQUESTS_DEAD, 1L);
        assertThat(counted).hasSize(Figure.values().length);

        rules.check(3, TASK, TASK, counted);
        rules.checkWaiting(3, TASK, 0, 2);

        assertThat(violations.first()).isEmpty();
    }

    @Test
    void shouldNameTheFigureThatDiffers() {
        rules.check(3, TASK, TASK, Map.of(Figure.ANSWERS, 9L));

        assertThat(violations.first()).singleElement().hasToString("scores 3: 9 answers, the application counted 8");
    }

    @Test
    void shouldSuggestOtherApplicationsWhenTheCountIsAMultiple() {
        rules.check(0, TASK, TASK, Map.of(Figure.GROUPS, 8L));

        assertThat(violations.first())
                .singleElement()
                .asString()
                .contains("8 request groups, the application counted 4; 2 times as many")
                .contains("application.id");
    }

    @Test
    void shouldAcceptCountsBetweenBothSnapshotsOfARunningApplication() {
        TaskFigures after = with("examples.groups", 6L);

        rules.check(0, TASK, after, Map.of(Figure.GROUPS, 4L));
        rules.check(0, TASK, after, Map.of(Figure.GROUPS, 6L));
        assertThat(violations.count()).isZero();

        rules.check(0, TASK, after, Map.of(Figure.GROUPS, 3L));
        rules.check(0, TASK, after, Map.of(Figure.GROUPS, 7L));
        assertThat(violations.first())
                .extracting(Violation::words)
                .containsExactly(
                        "3 request groups, the application counted 4 to 6",
                        "7 request groups, the application counted 4 to 6");
    }

    @Test
    void shouldReportABalanceThatDoesNotClose() {
        TaskFigures lost = with("events.accepted", 9L);
        rules.check(1, lost, lost, Map.of());
        TaskFigures twice = with("requests.answered", 9L);
        rules.check(1, twice, twice, Map.of());

        assertThat(violations.first())
                .extracting(Violation::toString)
                .containsExactly(
                        "score-requests 1: the balance of requests does not close: 1 more are answered, rejected or"
                                + " dead-lettered than came in",
                        "user-events 1: the balance of events does not close: 1 came in and are neither accepted,"
                                + " rejected, late, duplicate, dead-lettered nor waiting");
    }

    @Test
    void shouldReportWaitingEventsThatTheStoreDoesNotHold() {
        rules.checkWaiting(0, TASK, 1, 2);

        assertThat(violations.first())
                .singleElement()
                .asString()
                .isEqualTo("user-events 0: the application counted 0 waiting events, its store holds 1");
    }

    @Test
    void shouldReportRequestsThatNeitherWaitNorAreAnswered() {
        rules.checkWaiting(0, TASK, 0, 1);

        assertThat(violations.first())
                .singleElement()
                .asString()
                .isEqualTo("score-requests 0: 2 requests came in and are neither answered nor refused, but 1 wait");
    }

    @Test
    void shouldTreatATaskWithOnlyTicksAsEmpty() {
        assertThat(new TaskFigures(Map.of("ticks", 7L, "watermark.0", 3L)).isEmpty())
                .isTrue();
        assertThat(new TaskFigures(Map.of("requests.in", 1L)).isEmpty()).isFalse();
        assertThat(TASK.isEmpty()).isFalse();
    }

    @Test
    void shouldNotCountTicksAsWork() {
        assertThat(with("ticks", 6L).withoutTicks()).isEqualTo(TASK.withoutTicks());
        assertThat(with("watermark.3", 1L).withoutTicks()).isEqualTo(TASK.withoutTicks());
        assertThat(with("examples.groups", 5L).withoutTicks()).isNotEqualTo(TASK.withoutTicks());
    }

    private static TaskFigures with(String name, long value) {
        Map<String, Long> counters = new HashMap<>(TASK.counters());
        counters.put(name, value);
        return new TaskFigures(counters);
    }
}
