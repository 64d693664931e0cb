package dev.freshet.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class HistoryTest {

    private static final HistoryRules SMALL = new HistoryRules(8, 4, 2, TimeSpan.DAY, 64);

    @Test
    void shouldSlideInStridesPastTheWindowLength() {
        HistoryRules rules = HistoryRules.DEFAULT;
        assertThat(rules.windowStart(512)).isZero();
        assertThat(rules.windowStart(513)).isEqualTo(64);
        assertThat(rules.windowStart(576)).isEqualTo(64);
        assertThat(rules.windowStart(577)).isEqualTo(128);
    }

    @Property
    void shouldHoldBetweenLengthLessStrideAndLengthEvents(@ForAll @LongRange(min = 513, max = 1_000_000) long n) {
        long held = n - HistoryRules.DEFAULT.windowStart(n);
        assertThat(held).isBetween(449L, 512L);
    }

    @Property
    void shouldHaveTheSameWindowsWhereverAHistoryBegins(
            @ForAll @LongRange(max = 1_000_000) long least,
            @ForAll @IntRange(min = 1, max = 100) int rowSize,
            @ForAll @IntRange(min = 1, max = 512) int slide,
            @ForAll @LongRange(max = 2_000) long n) {
        HistoryRules rules = new HistoryRules(512, slide, 32, TimeSpan.DAY, 4096);
        long beginning = rules.beginning(least, rowSize);
        assertThat(beginning).isBetween(least, least + (long) rowSize * slide - 1);
        assertThat(beginning % rowSize).isZero();
        assertThat(Math.max(0, rules.windowStart(beginning + n) - beginning)).isEqualTo(rules.windowStart(n));
    }

    @Test
    void shouldOrderByTimeThenArrival() {
        History history = History.of(0, List.of(event(5, 0), event(3, 1), event(5, 2)));
        assertThat(history.events()).extracting(HistoryEvent::sequence).containsExactly(1L, 0L, 2L);
    }

    @Test
    void shouldSeeOnlyEventsStrictlyBeforeAnUndelayedRequest() {
        History history = History.of(0, List.of(event(1, 0), event(5, 1), event(4, 2)));
        assertThat(sequences(history.window(Cutoff.undelayed(5, 3, "q"), SMALL)))
                .containsExactly(0L, 2L);
        assertThat(sequences(history.window(Cutoff.undelayed(5, 2, "q"), SMALL)))
                .containsExactly(0L);
    }

    @Test
    void shouldIncludeAnEventExactlyAsOldAsTheDelay() {
        History history = History.of(0, List.of(event(3, 0), event(4, 1)));
        assertThat(sequences(history.window(Cutoff.delayed(10, 7, "q"), SMALL))).containsExactly(0L);
    }

    @Test
    void shouldHideEventsOfTheRequestItself() {
        HistoryEvent own = new HistoryEvent("p", Action.CLICK, null, 2, 1, RequestMarks.hash("q"));
        History history = History.of(0, List.of(event(1, 0), own));
        assertThat(sequences(history.window(Cutoff.undelayed(9, 9, "q"), SMALL)))
                .containsExactly(0L);
        assertThat(sequences(history.window(Cutoff.undelayed(9, 9, "other"), SMALL)))
                .containsExactly(0L, 1L);
    }

    /** The window of (n, T) is the same whenever it is read, and however many earlier events are held. */
    @Property
    void shouldGiveTheSameWindowWheneverItIsRead(
            @ForAll @IntRange(min = 1, max = 60) int total,
            @ForAll @IntRange(min = 0, max = 60) int later,
            @ForAll long seed) {
        List<HistoryEvent> events = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < total; i++) {
            events.add(event(random.nextInt(30), i));
        }
        Cutoff cutoff = Cutoff.undelayed(20, total, "q");
        List<HistoryEvent> window = History.of(0, events).window(cutoff, SMALL);

        List<HistoryEvent> more = new ArrayList<>(events);
        for (int i = 0; i < later; i++) {
            more.add(event(random.nextInt(30), total + i));
        }
        Collections.sort(more);
        int drop = window.isEmpty() ? 0 : more.indexOf(window.get(0));
        assertThat(History.of(0, more).window(cutoff, SMALL)).isEqualTo(window);
        // events after the cutoff that are ordered among the dropped ones cannot be told apart from early ones
        boolean onlyEarly = more.subList(0, drop).stream().allMatch(cutoff::precedes);
        if (onlyEarly) {
            assertThat(History.of(drop, more.subList(drop, more.size())).window(cutoff, SMALL))
                    .isEqualTo(window);
        }
    }

    private static HistoryEvent event(long timestamp, long sequence) {
        return new HistoryEvent("p" + sequence, Action.CLICK, null, timestamp, sequence, 0);
    }

    private static List<Long> sequences(List<HistoryEvent> events) {
        return events.stream().map(HistoryEvent::sequence).toList();
    }
}
