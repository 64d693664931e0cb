package dev.freshet.streams;

import static dev.freshet.schemas.ActionType.CART_UPDATE;
import static dev.freshet.schemas.ActionType.CLICK;
import static dev.freshet.schemas.ActionType.VIEW;
import static dev.freshet.streams.TopologyHarness.T0;
import static dev.freshet.streams.TopologyHarness.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.UserEvent;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Witnesses and ticks move the watermark; events ahead of it wait. */
final class EventTimeTest {

    private static final long WEEKEND = 62 * TimeSpan.HOUR;
    private static final long AHEAD = 50 * TimeSpan.MINUTE;
    private static final String WATERMARK = TaskState.WATERMARK_PREFIX + 0;

    @TempDir
    Path dir;

    @Test
    void shouldAcceptEveryEventAfterAWeekendWithoutTicks() {
        try (TopologyHarness topology = topology(Map.of())) {
            days(80, 300, 1).forEach(topology::send);
            topology.tick(T0 + WEEKEND + 3 * TimeSpan.DAY);

            assertThat(topology.counter(TaskCounter.EVENTS_IN)).isEqualTo(7_800);
            assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(7_800);
            assertThat(topology.counter(TaskCounter.GROUPS_VALID)).isEqualTo(600);
            assertThat(topology.counter(TaskCounter.LATE_LABEL)).isZero();
            assertThat(topology.balanceCloses()).isTrue();
        }
    }

    @Test
    void shouldLetWrongClocksChangeNobodyElsesGroups() {
        List<UserEvent> right = days(10_000, 400, 0);
        List<UserEvent> wrong = days(10_000, 400, 400);
        assertThat(right).isNotEqualTo(wrong);
        assertThat(groupsOfOthers(wrong)).isNotEmpty().isEqualTo(groupsOfOthers(right));
    }

    /** The groups of customers whose clocks are right, in order of emission. */
    private List<List<Object>> groupsOfOthers(List<UserEvent> events) {
        List<List<Object>> groups = new ArrayList<>();
        try (TopologyHarness topology = topology(Map.of())) {
            events.forEach(topology::send);
            topology.tick(T0 + WEEKEND + 3 * TimeSpan.DAY);
            for (TrainingExample example : topology.examples()) {
                if (Integer.parseInt(example.getUserId().substring(1)) >= 400) {
                    example.getGroups().forEach(group -> groups.add(List.of(example.getUserId(), group)));
                }
            }
        }
        return groups;
    }

    @Test
    void shouldMoveTheWatermarkToTheMedianOfTheLastFifteenCustomers() {
        try (TopologyHarness topology = topology(Map.of())) {
            for (int i = 0; i < 14; i++) {
                topology.send(event("u" + i, "p", CLICK, T0 + i * 1_000L, null));
            }
            assertThat(topology.counters()).doesNotContainKey(WATERMARK);
            assertThat(topology.counter(TaskCounter.WAITING)).isEqualTo(14);
            topology.send(event("u14", "p", CLICK, T0 + 14_000, null));
            assertThat(topology.counter(WATERMARK)).isEqualTo(T0 + 7_000);
            assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(15);
            topology.send(event("u14", "p", CLICK, T0 - 50_000, null));
            assertThat(topology.counter(WATERMARK)).isEqualTo(T0 + 7_000);
        }
    }

    @Test
    void shouldApplyWaitingEventsInOrderOfTimeAndOffset() {
        try (TopologyHarness topology = topology(Map.of("examples.targets.batch", "1"))) {
            topology.tick(T0);
            topology.send(event("u", "third", CLICK, T0 + TimeSpan.DAY + 2, null));
            topology.send(event("u", "first", CLICK, T0 + TimeSpan.DAY, null));
            topology.send(event("u", "second", CLICK, T0 + TimeSpan.DAY, null));
            assertThat(topology.counter(TaskCounter.WAITING)).isEqualTo(3);
            topology.tick(T0 + 2 * TimeSpan.DAY);

            assertThat(topology.counter(TaskCounter.WAITING)).isZero();
            TrainingExample last = topology.examples().get(0);
            assertThat(last.getHistory().getProductIds()).containsExactly("first", "second", "third");
            assertThat(last.getHistory().getSequences()).containsExactly(0L, 1L, 2L);
            assertThat(topology.balanceCloses()).isTrue();
        }
    }

    @Test
    void shouldWaitAnewForAnEventThatIsNearAfterAJumpOfTime() {
        try (TopologyHarness topology = topology(Map.of("events.future.wait", "2h"))) {
            topology.tick(T0);
            topology.send(event("fast", "p", CLICK, T0 + WEEKEND + TimeSpan.HOUR, null));
            topology.send(event("years", "p", CLICK, T0 + 1000 * TimeSpan.DAY, null));
            topology.tick(T0 + WEEKEND);
            assertThat(topology.rejected())
                    .extracting(r -> r.getEvent().getUserId())
                    .containsExactly("years");
            assertThat(topology.counter(TaskCounter.WAITING)).isEqualTo(1);

            topology.tick(T0 + WEEKEND + TimeSpan.HOUR);
            assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(1);
            assertThat(topology.counter(TaskCounter.WAITING)).isZero();
            assertThat(topology.balanceCloses()).isTrue();
        }
    }

    @Test
    void shouldRejectAnEventThatIsStillAheadAfterTheWait() {
        try (TopologyHarness topology = topology(Map.of("events.future.wait", "2h"))) {
            topology.tick(T0);
            topology.send(event("u", "ahead", CLICK, T0 + 5 * TimeSpan.HOUR, null));
            topology.tick(T0 + 2 * TimeSpan.HOUR);
            assertThat(topology.rejected()).isEmpty();
            topology.tick(T0 + 2 * TimeSpan.HOUR + 1);

            RejectedEvent rejected = topology.rejected().get(0);
            assertThat(rejected.getOffset()).isEqualTo(1);
            assertThat(rejected.getEvent().getProductId()).isEqualTo("ahead");
            assertThat(rejected.getDetail()).contains("events.future.wait");
            assertThat(topology.balanceCloses()).isTrue();
        }
    }

    @Test
    void shouldNotRejectWhatAJumpOfTimeReaches() {
        try (TopologyHarness topology = topology(Map.of("events.future.wait", "2h"))) {
            topology.tick(T0);
            topology.send(event("u", "ahead", CLICK, T0 + 5 * TimeSpan.HOUR, null));
            topology.tick(T0 + 5 * TimeSpan.HOUR);
            assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(1);
        }
    }

    @Test
    void shouldRejectTheEventFurthestAheadWhenTooManyWait() {
        try (TopologyHarness topology = topology(Map.of("events.future.max", "3"))) {
            topology.tick(T0);
            for (int i : List.of(4, 2, 3, 1)) {
                topology.send(event("u", "p" + i, CLICK, T0 + i * TimeSpan.DAY, null));
            }
            assertThat(topology.rejected())
                    .extracting(rejected -> rejected.getEvent().getProductId())
                    .containsExactly("p4");
            assertThat(topology.rows(StoreNames.TIMERS))
                    .as("timers of rejected events")
                    .isEqualTo(3);
            topology.tick(T0 + 3 * TimeSpan.DAY);
            assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(3);
            assertThat(topology.balanceCloses()).isTrue();
        }
    }

    @Test
    void shouldProcessAJumpOfTimeInPieces() {
        int ids = 20_000;
        try (TopologyHarness topology = topology(Map.of())) {
            topology.tick(T0);
            for (int i = 0; i < ids; i++) {
                topology.send(new UserEvent("u" + i, "p", VIEW, null, T0, null, "e" + i));
            }
            topology.tick(T0 + 30 * TimeSpan.DAY);
            topology.send(event("u", "behind the jump", CLICK, T0 + 30 * TimeSpan.DAY, null));
            assertThat(topology.rows(StoreNames.TIMERS)).as("timers left").isGreaterThan(ids / 4);
            assertThat(topology.counter(TaskCounter.QUEUED)).isEqualTo(1);
            assertThat(topology.balanceCloses()).isTrue();

            topology.punctuate(500);
            assertThat(topology.rows(StoreNames.EVENT_IDS)).isZero();
            assertThat(topology.counter(WATERMARK)).isEqualTo(T0 + 30 * TimeSpan.DAY);
            assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(ids + 1);
            assertThat(topology.counter(TaskCounter.QUEUED)).isZero();
        }
    }

    private TopologyHarness topology(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "watermark.witnesses", "15",
                "events.future.tolerance", "20m",
                "groups.holdout", "0",
                "groups.min.items", "3"));
        settings.putAll(more);
        return new TopologyHarness(dir, settings, () -> null);
    }

    /**
     * A Friday and a Monday, each of one page a minute with twelve impressions and a cart addition, in order of arrival.
     *
     * @param wrong how many customers have a clock that is fast
     */
    private static List<UserEvent> days(int customers, int pages, int wrong) {
        SplittableRandom random = new SplittableRandom(11);
        List<UserEvent> events = new ArrayList<>();
        for (long day : List.of(0L, WEEKEND)) {
            for (int page = 0; page < pages; page++) {
                int customer = random.nextInt(customers);
                long shown = T0 + day + page * TimeSpan.MINUTE / 4 + (customer < wrong ? AHEAD : 0);
                String request = "q" + day + "-" + page;
                for (int i = 0; i < 12; i++) {
                    events.add(event("u" + customer, "p" + i, VIEW, shown, request));
                }
                events.add(event("u" + customer, "p" + random.nextInt(12), CART_UPDATE, shown + 5_000, request));
            }
        }
        return events;
    }
}
