package dev.freshet.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cli.faults.ExpectedPartition.Fate;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.faults.FaultRound;
import dev.freshet.testkit.faults.FaultRound.EventTime;
import dev.freshet.testkit.faults.FaultSchedule;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownLogTest {

    private static final int PARTITIONS = 4;

    /** Writing the log checks that no wrong clock moves the watermark or makes another customer's event late. */
    @Test
    void shouldAcceptEveryEventOfARightClock() {
        for (long seed = 1; seed <= 10; seed++) {
            for (int rounds : List.of(5, 8, 30)) {
                List<EventTime> times = FaultSchedule.of(seed, rounds, 3000).stream()
                        .map(FaultRound::time)
                        .toList();
                KnownLog log = KnownLog.of(seed, times, PARTITIONS);
                assertThat(log.slices()).hasSize(rounds + 1).allMatch(slice -> slice.size() > 50);
                assertThat(log.expected().events(Fate.FUTURE)).hasSizeGreaterThan(5);
                assertThat(log.counters().values().stream().mapToLong(n -> n).sum())
                        .isEqualTo(2L * log.events());
            }
        }
    }

    @Test
    void shouldWriteTheSameLogFromTheSameSeed() {
        List<EventTime> times = List.of(EventTime.WEEKEND, EventTime.FAST_CLOCKS);
        List<List<LogEntry>> log = KnownLog.of(3, times, PARTITIONS).slices();
        assertThat(KnownLog.of(3, times, PARTITIONS).slices()).isEqualTo(log);
        assertThat(KnownLog.of(4, times, PARTITIONS).slices()).isNotEqualTo(log);
    }

    @Test
    void shouldPauseForDaysWithoutEventsAndTicks() {
        List<EventTime> times = List.of(EventTime.STEADY, EventTime.WEEKEND, EventTime.MONTH);
        List<List<LogEntry>> slices = KnownLog.of(1, times, PARTITIONS).slices();
        assertThat(pause(slices.get(0))).isLessThan(TimeSpan.DAY);
        assertThat(pause(slices.get(1))).isBetween(2 * TimeSpan.DAY, 3 * TimeSpan.DAY + TimeSpan.HOUR);
        assertThat(pause(slices.get(2))).isBetween(30 * TimeSpan.DAY, 30 * TimeSpan.DAY + TimeSpan.HOUR);
    }

    @Test
    void shouldAcceptSlightlyFastClocksAndRejectOthers() {
        KnownLog steady = KnownLog.of(1, List.of(EventTime.STEADY), PARTITIONS);
        KnownLog fast = KnownLog.of(1, List.of(EventTime.FAST_CLOCKS), PARTITIONS);
        assertThat(ids(fast, Fate.FUTURE)).isNotEmpty();
        assertThat(ids(steady, Fate.FUTURE)).isEmpty();
        assertThat(fast.expected().events(Fate.ACCEPTED).stream()
                        .filter(event -> event.getEventId() != null && event.getTimestamp() - trueTime(event) > 0))
                .as("accepted events of fast clocks")
                .isNotEmpty();
    }

    private static List<String> ids(KnownLog log, Fate fate) {
        return log.expected().events(fate).stream()
                .map(UserEvent::getEventId)
                .filter(id -> id != null)
                .toList();
    }

    /** The generator's id of an event holds its customer, time, product and action. */
    private static long trueTime(UserEvent event) {
        int from = ("event-" + event.getUserId() + "-").length();
        return Long.parseLong(
                event.getEventId().substring(from, event.getEventId().indexOf('-', from)));
    }

    /** The longest time between two ticks. */
    private static long pause(List<LogEntry> slice) {
        List<Long> ticks = slice.stream()
                .filter(entry -> entry.topic() == Topics.USER_EVENTS && entry.user() == null)
                .map(LogEntry::time)
                .toList();
        return IntStream.range(1, ticks.size())
                .mapToLong(i -> ticks.get(i) - ticks.get(i - 1))
                .max()
                .orElseThrow();
    }
}
