package dev.freshet.streams;

import static dev.freshet.schemas.ActionType.CART_UPDATE;
import static dev.freshet.schemas.ActionType.CLICK;
import static dev.freshet.schemas.ActionType.VIEW;
import static dev.freshet.streams.TopologyHarness.T0;
import static dev.freshet.streams.TopologyHarness.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
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
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers leave after {@code customers.retention}, and may return. */
final class CustomersTest {

    private static final long DAY = TimeSpan.DAY;
    private static final String RETENTION = "customers.retention";
    private static final Map<String, String> LEAVE = Map.of(RETENTION, "10d");
    private static final Map<String, String> STAY = Map.of(RETENTION, "none");

    @TempDir
    Path dir;

    private int topologies;

    @Test
    void shouldDeleteTheEventsAfterTheRetentionAndTheHeadOneMoreRetentionLater() {
        try (TopologyHarness topology = topology(LEAVE)) {
            clicks(topology, "u", T0, 9, "p");
            long newest = T0 + 8;
            topology.tick(newest + 10 * DAY);
            assertThat(topology.rows(StoreNames.HISTORY_CHUNKS)).isEqualTo(3);
            topology.tick(newest + 10 * DAY + 1);
            assertThat(topology.rows(StoreNames.HISTORY_CHUNKS)).isZero();
            assertThat(topology.rows(StoreNames.HISTORY_HEADS)).isEqualTo(1);
            assertThat(topology.rows(StoreNames.TIMERS)).isEqualTo(1);
            assertThat(topology.counter(TaskCounter.CUSTOMERS_LEFT)).isEqualTo(1);
            assertThat(topology.counter(TaskCounter.EXAMPLE_TARGETS)).isEqualTo(8);

            topology.tick(newest + 20 * DAY);
            assertThat(topology.rows(StoreNames.HISTORY_HEADS)).isEqualTo(1);
            topology.tick(newest + 20 * DAY + 1);
            assertThat(topology.rows(StoreNames.HISTORY_HEADS)).isZero();
            assertThat(topology.rows(StoreNames.TIMERS)).isZero();
            assertThat(topology.counter(TaskCounter.CUSTOMERS_FORGOTTEN)).isEqualTo(1);
            assertThat(topology.balanceCloses()).isTrue();
        }
    }

    @Test
    void shouldKeepEverythingByDefault() {
        try (TopologyHarness topology = topology(STAY)) {
            clicks(topology, "u", T0, 9, "p");
            topology.tick(T0 + 4_000 * DAY);
            assertThat(topology.rows(StoreNames.HISTORY_CHUNKS)).isEqualTo(3);
        }
    }

    @Test
    void shouldKeepACustomerWhoCameLately() {
        try (TopologyHarness topology = topology(LEAVE)) {
            for (long i = 0; i < 12; i++) {
                clicks(topology, "u", T0 + i * 9 * DAY, 1, "p" + i);
                topology.tick(T0 + i * 9 * DAY + DAY);
                assertThat(topology.rows(StoreNames.TIMERS)).isEqualTo(1);
            }
            assertThat(sequences(topology)).containsExactlyElementsOf(numbers(1, 12));
            assertThat(topology.counter(TaskCounter.CUSTOMERS_LEFT)).isZero();
        }
    }

    @Test
    void shouldGiveAReturningCustomerHigherSequencesAndNoOldEvents() {
        try (TopologyHarness topology = topology(LEAVE)) {
            clicks(topology, "u", T0, 6, "old");
            long back = T0 + 15 * DAY;
            topology.tick(back);
            topology.examples();
            ask(topology, "u", back);
            clicks(topology, "u", back, 6, "new");
            topology.send(event("u", "older than the first part", CLICK, T0 + 1, null));
            ask(topology, "u", back + 100);
            topology.tick(back + DAY);

            assertThat(topology.scores())
                    .extracting(Scores::getHistorySequence, Scores::getHistoryLength)
                    .containsExactly(tuple(8L, 0), tuple(14L, 6));
            List<TrainingExample> examples = topology.examples();
            assertThat(examples)
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(example.getHistory().getProductIds())
                            .allMatch(product -> product.startsWith("new")));
            assertThat(targets(examples)).containsExactlyElementsOf(numbers(9, 14));
            assertThat(topology.counter(TaskCounter.EXAMPLE_TARGETS)).isEqualTo(10);
            assertThat(topology.counter(TaskCounter.TARGETS_DROPPED)).isZero();
            assertThat(topology.counter(TaskCounter.LATE)).isEqualTo(1);
        }
    }

    @Test
    void shouldNameTheEmptyHistoryOfALeftCustomerByAnotherSequence() {
        try (TopologyHarness topology = topology(LEAVE)) {
            clicks(topology, "u", T0, 8, "p");
            ask(topology, "u", T0 + 8);
            topology.tick(T0 + 15 * DAY);
            ask(topology, "u", T0 + 15 * DAY);
            assertThat(topology.scores())
                    .extracting(Scores::getHistorySequence, Scores::getHistoryLength)
                    .containsExactly(tuple(8L, 8), tuple(12L, 0));
        }
    }

    @Test
    void shouldCountTheTargetsThatAReturnedRobotDrops() {
        try (TopologyHarness topology = topology(LEAVE)) {
            clicks(topology, "u", T0, 2, "old");
            clicks(topology, "u", T0 + 15 * DAY, 200, "new");
            topology.tick(T0 + 16 * DAY);
            assertThat(topology.counter(TaskCounter.EXAMPLE_TARGETS) + topology.counter(TaskCounter.TARGETS_DROPPED))
                    .isEqualTo(1 + 199);
        }
    }

    @Test
    void shouldBeginNewHistoriesBehindThoseOfForgottenCustomers() {
        try (TopologyHarness topology = topology(LEAVE)) {
            clicks(topology, "long", T0, 30, "p");
            clicks(topology, "short", T0 + 30, 3, "p");
            long later = T0 + 25 * DAY;
            topology.tick(later);
            topology.examples();
            ask(topology, "long", later);
            clicks(topology, "long", later, 3, "q");
            clicks(topology, "other", later + 3, 3, "q");
            topology.tick(later + DAY);

            assertThat(topology.scores()).extracting(Scores::getHistorySequence).containsExactly(0L);
            assertThat(sequences(topology)).containsExactly(33L, 34L, 33L, 34L);
            assertThat(topology.counter(TaskCounter.TARGETS_DROPPED)).isZero();
            assertThat(topology.counter(TaskState.FIRST_SEQUENCE)).isEqualTo(32);
        }
    }

    @Test
    void shouldNameTheEmptyHistoryOfANewCustomerAlikeWithAndWithoutLaterEvents() {
        Map<String, String> replay = Map.of(RETENTION, "10d", "requests.order", "time");
        try (TopologyHarness topology = topology(replay)) {
            clicks(topology, "forgotten", T0, 30, "p");
            long later = T0 + 25 * DAY;
            topology.tick(later);
            ask(topology, "new", later);
            clicks(topology, "new", later, 3, "q");
            ask(topology, "new", later);
            assertThat(topology.scores()).extracting(Scores::getHistorySequence).containsExactly(0L, 0L);
        }
    }

    @Test
    void shouldGiveTheSameRowsWhenTheSettingIsSwitchedOnLater() {
        try (TopologyHarness always = topology(LEAVE);
                TopologyHarness without = topology(STAY);
                TopologyHarness later = topology(LEAVE)) {
            for (TopologyHarness topology : List.of(always, without)) {
                for (int i = 0; i < 1_600; i++) {
                    topology.send(event("u" + i, "p", i % 2 == 0 ? CLICK : VIEW, T0 + i * TimeSpan.MINUTE, null));
                }
            }
            CopiedStores.copy(without, later);
            for (TopologyHarness topology : List.of(always, later)) {
                for (int day = 1; day < 20; day++) {
                    topology.tick(T0 + day * DAY);
                    topology.punctuate(20);
                }
            }
            assertThat(always.counter(TaskCounter.CUSTOMERS_LEFT)).isEqualTo(800);
            assertSameRows(later, always);
        }
    }

    @Test
    void shouldProcessRecordsOnlyWhenTheStoresArePrepared() {
        try (TopologyHarness without = topology(STAY);
                TopologyHarness later = topology(LEAVE)) {
            for (int i = 0; i < 6_000; i++) {
                without.send(event("u" + i, "p", CLICK, T0, null));
            }
            CopiedStores.copy(without, later);
            later.send(event("u5999", "q", CLICK, T0 + 11 * DAY, null));
            assertThat(later.counter(TaskCounter.QUEUED)).isEqualTo(1);
            later.punctuate(500);
            assertThat(later.counter(TaskCounter.QUEUED)).isZero();
            assertThat(later.counter(TaskCounter.CUSTOMERS_LEFT)).isEqualTo(6_000);
            assertThat(later.rows(StoreNames.HISTORY_CHUNKS)).isEqualTo(1);
            assertThat(later.balanceCloses()).isTrue();
        }
    }

    @Test
    void shouldLetCustomersLeaveAfterAPauseOfTheSetting() {
        try (TopologyHarness on = topology(LEAVE);
                TopologyHarness off = topology(STAY);
                TopologyHarness again = topology(LEAVE)) {
            clicks(on, "u", T0, 2, "p");
            CopiedStores.copy(on, off);
            off.tick(T0 + 15 * DAY);
            assertThat(off.rows(StoreNames.HISTORY_CHUNKS)).isEqualTo(1);
            assertThat(off.rows(StoreNames.TIMERS)).isZero();
            CopiedStores.copy(off, again);
            again.tick(T0 + 16 * DAY);
            assertThat(again.rows(StoreNames.HISTORY_CHUNKS)).isZero();
        }
    }

    @Test
    void shouldGiveTheSameRowsAndExamplesAcrossRestarts() {
        List<Object> log = log(1_500);
        List<TrainingExample> expected = new ArrayList<>();
        List<TrainingExample> examples = new ArrayList<>();
        try (TopologyHarness whole = topology(LEAVE)) {
            log.forEach(next -> send(whole, next));
            expected.addAll(whole.examples());
            TopologyHarness part = topology(LEAVE);
            for (int i = 0; i < log.size(); i++) {
                if (i % 400 == 399) {
                    examples.addAll(part.examples());
                    TopologyHarness next = topology(LEAVE);
                    CopiedStores.copy(part, next);
                    part.close();
                    part = next;
                }
                send(part, log.get(i));
            }
            examples.addAll(part.examples());
            assertSameRows(part, whole);
            part.close();
            assertThat(whole.counter(TaskCounter.CUSTOMERS_LEFT)).isGreaterThan(50);
            assertThat(whole.counter(TaskCounter.CUSTOMERS_FORGOTTEN)).isGreaterThan(5);
        }
        assertThat(examples).isNotEmpty().isEqualTo(expected);
    }

    /** No customer has a sequence twice, however often each leaves, returns and is forgotten. */
    @Test
    void shouldGiveNoSequenceTwice() {
        try (TopologyHarness topology = topology(LEAVE)) {
            log(3_000).forEach(next -> send(topology, next));
            Map<String, Map<Long, Object>> events = new HashMap<>();
            for (TrainingExample example : topology.examples()) {
                for (int i = 0; i < example.getHistory().getSequences().size(); i++) {
                    Object content = List.of(
                            example.getHistory().getTimestamps().get(i),
                            example.getHistory().getProductIds().get(i));
                    Object before = events.computeIfAbsent(example.getUserId(), user -> new TreeMap<>())
                            .put(example.getHistory().getSequences().get(i), content);
                    assertThat(before == null ? content : before).isEqualTo(content);
                }
            }
            assertThat(events).hasSizeGreaterThan(5);
        }
    }

    /** Customers with pauses of up to 25 days; some never return. */
    private static List<Object> log(int records) {
        SplittableRandom random = new SplittableRandom(5);
        List<Object> log = new ArrayList<>();
        long time = T0;
        for (int i = 0; i < records; i++) {
            time += random.nextLong(random.nextInt(10) == 0 ? DAY : TimeSpan.HOUR);
            String user = "u" + (random.nextInt(3) == 0 ? i / 30 : random.nextInt(12) + 12 * (i / 200 % 3));
            log.add(
                    random.nextInt(8) == 0
                            ? (Object) time
                            : event(user, "p" + i, random.nextBoolean() ? CLICK : CART_UPDATE, time, null));
        }
        return log;
    }

    private static void send(TopologyHarness topology, Object next) {
        if (next instanceof Long time) {
            topology.tick(time);
        } else {
            topology.send((UserEvent) next);
        }
    }

    private static void ask(TopologyHarness topology, String user, long time) {
        topology.request(new ScoreRequest(user + time, user, null, time, List.of("p"), null));
        topology.punctuate(20);
    }

    private static void clicks(TopologyHarness topology, String user, long time, int number, String product) {
        for (int i = 0; i < number; i++) {
            topology.send(event(user, product + i, CLICK, time + i, null));
        }
    }

    private static List<Long> sequences(TopologyHarness topology) {
        return targets(topology.examples());
    }

    private static List<Long> targets(List<TrainingExample> examples) {
        List<Long> targets = new ArrayList<>();
        for (TrainingExample example : examples) {
            example.getTargets()
                    .forEach(
                            i -> targets.add(example.getHistory().getSequences().get(i)));
        }
        return targets;
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private static void assertSameRows(TopologyHarness actual, TopologyHarness expected) {
        for (String store : List.of(
                StoreNames.HISTORY_HEADS,
                StoreNames.HISTORY_CHUNKS,
                StoreNames.TIMERS,
                StoreNames.POPULARITY,
                StoreNames.POPULAR_PRODUCTS)) {
            assertThat(actual.contents(store)).as(store).isEqualTo(expected.contents(store));
        }
        assertThat(actual.counters()).isEqualTo(expected.counters());
    }

    private TopologyHarness topology(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "history.length", "16",
                "history.slide", "4",
                "history.chunk.size", "4",
                "history.cap", "40",
                "history.retention", "5d",
                "requests.model.wait", "0ms",
                "popularity.half.life", "2d"));
        settings.putAll(more);
        return new TopologyHarness(dir.resolve("" + topologies++), settings, () -> null);
    }
}
