package dev.freshet.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bench.BenchException;
import dev.freshet.bench.BenchListener;
import dev.freshet.streams.store.Timers;
import dev.freshet.streams.store.Timers.Timer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QueueBenchTest {

    private static final int FEW = 10;
    private static final int MANY = 2_500;

    @Test
    void shouldReportEachRoundOfEachQueueAfterItsCheck() {
        List<String> lines = new ArrayList<>();
        QueueReport report = QueueBench.run(new QueuePlan(FEW, MANY, 50, 2), new BenchListener() {
            @Override
            public void progress(String what) {}

            @Override
            public void say(String line) {
                lines.add(line);
            }
        });

        assertThat(lines).hasSize(4);
        assertThat(report.rounds())
                .extracting(QueueRound::queue)
                .containsExactly("timers", "timers", "requests", "requests");
        assertThat(report.ratios()).extracting(QueueRatio::queue).containsExactly("timers", "requests");
        assertThat(report.lines()).hasSize(2).allMatch(line -> line.contains("2,500 open costs"));
    }

    @Test
    void shouldRefuseToMeasureAQueueThatReturnsEntriesInAnotherOrder() {
        QueueKind<byte[]> kind =
                new QueueKind<>("timers", Timers.store(), rows -> new OtherOrder(new TimerQueue(rows)));

        assertThatThrownBy(() -> kind.run(queue -> QueueCheck.require(kind.name(), queue, FEW)))
                .isInstanceOf(BenchException.class)
                .hasMessageContainingAll("the timers return", "so nothing is measured");
    }

    @Test
    void shouldCompareTheLeastTimesOfAllRounds() {
        List<QueueRound> rounds = List.of(new QueueRound("q", 1, 10, 30), new QueueRound("q", 2, 20, 15));

        assertThat(QueueRatio.of("q", rounds)).isEqualTo(new QueueRatio("q", 1.5, 0.75, 3));
    }

    @Test
    void shouldRefuseAPlanWithoutEvents() {
        assertThatThrownBy(() -> new QueuePlan(FEW, MANY, 0, 1))
                .isInstanceOf(BenchException.class)
                .hasMessage("events must be at least 1, not 0");
    }

    /** Expects equal times in reverse. */
    private record OtherOrder(TimerQueue timers) implements OpenQueue<Timer> {
        @Override
        public Timer entry(long time, long number) {
            return timers.entry(time, number);
        }

        @Override
        public long time(Timer entry) {
            return timers.time(entry);
        }

        @Override
        public Comparator<Timer> order() {
            return Comparator.comparingLong(Timer::due)
                    .thenComparing(timers.order().reversed());
        }

        @Override
        public void add(Timer entry) {
            timers.add(entry);
        }

        @Override
        public Timer take(long watermark) {
            return timers.take(watermark);
        }
    }
}
