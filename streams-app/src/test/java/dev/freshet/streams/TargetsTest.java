package dev.freshet.streams;

import static dev.freshet.schemas.ActionType.CART_UPDATE;
import static dev.freshet.schemas.ActionType.CLICK;
import static dev.freshet.streams.TopologyHarness.T0;
import static dev.freshet.streams.TopologyHarness.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.Watermark;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.TaskCounter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TargetsTest {

    private static final long WINDOW = 30 * TimeSpan.MINUTE;
    private static final long AGE = 10 * TimeSpan.MINUTE;

    @TempDir
    Path dir;

    @Test
    void shouldEmitATargetOnceItsGroupsAreEmittedAndItReachesTheMaximumAge() {
        try (TopologyHarness topology = new TopologyHarness(dir, Map.of(), () -> null)) {
            topology.send(event("u", "a", CLICK, T0, null));
            topology.send(event("u", "b", CART_UPDATE, T0 + 1, null));
            topology.tick(T0 + WINDOW + AGE);
            assertThat(topology.examples()).isEmpty();
            topology.tick(T0 + WINDOW + AGE + 1);

            TrainingExample example = topology.examples().get(0);
            assertThat(example.getHistory().getProductIds()).containsExactly("a", "b");
            assertThat(example.getTargets()).containsExactly(1);
        }
    }

    @Test
    void shouldEmitEveryEventExceptTheFirstOnceInLongHistories() {
        Map<String, String> small =
                Map.of("history.length", "16", "history.slide", "4", "history.chunk.size", "4", "history.cap", "2000");
        try (TopologyHarness topology = new TopologyHarness(dir, small, () -> null)) {
            int n = 600;
            for (int i = 0; i < n; i++) {
                topology.send(event("u", "p" + i, CLICK, T0 + i * 20_000L + (i % 7) * 1_000L, null));
            }
            topology.tick(T0 + n * 20_000L + WINDOW + 2 * AGE);
            List<Long> targets = new ArrayList<>();
            for (TrainingExample example : topology.examples()) {
                assertThat(example.getHistory().getProductIds()).hasSizeBetween(2, 17);
                assertThat(example.getTargets()).isNotEmpty().allMatch(i -> i >= 1);
                example.getTargets()
                        .forEach(i ->
                                targets.add(example.getHistory().getSequences().get(i)));
            }
            assertThat(targets)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(1, n).boxed().toList());
            assertThat(topology.counter(TaskCounter.EXAMPLE_TARGETS)).isEqualTo(n - 1);
            assertThat(topology.counter(TaskCounter.TARGETS_DROPPED)).isZero();
        }
    }

    @Test
    void shouldKeepARobotsHistoryBounded() {
        Map<String, String> small =
                Map.of("history.length", "16", "history.slide", "4", "history.chunk.size", "4", "history.cap", "40");
        try (TopologyHarness topology = new TopologyHarness(dir, small, () -> null)) {
            for (int i = 0; i < 200; i++) {
                topology.send(event("u", "p" + i, CLICK, T0 + i, null));
            }
            topology.tick(T0 + 2 * WINDOW);
            assertThat(topology.rows(StoreNames.HISTORY_CHUNKS)).isLessThanOrEqualTo(40 / 4 + 1);
            assertThat(topology.counter(TaskCounter.EXAMPLE_TARGETS) + topology.counter(TaskCounter.TARGETS_DROPPED))
                    .isEqualTo(199);
            assertThat(topology.examples())
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(example.getTargets()).allMatch(i -> i >= 1));
            topology.send(event("u", "older than all that is held", CLICK, T0, null));
            assertThat(topology.counter(TaskCounter.LATE)).isEqualTo(1);
            assertThat(topology.balanceCloses()).isTrue();
        }
    }

    @Test
    void shouldPredictALateEventFromTheEventsBeforeItsTimestamp() {
        Map<String, String> small = Map.of("history.length", "16", "history.slide", "4", "history.chunk.size", "4");
        try (TopologyHarness topology = new TopologyHarness(dir, small, () -> null)) {
            for (int i = 0; i < 100; i++) {
                topology.send(event("u", "p" + i, CLICK, T0 + i * 1_000L, null));
            }
            topology.tick(T0 + WINDOW + AGE + 200_000);
            topology.examples();
            topology.send(event("u", "late", CLICK, T0 + 50_500, null));
            topology.tick(T0 + 3 * (WINDOW + AGE));
            TrainingExample example = topology.examples().get(0);
            assertThat(example.getTargets()).hasSize(1);
            int target = example.getTargets().get(0);
            assertThat(example.getHistory().getProductIds().get(target)).isEqualTo("late");
            assertThat(example.getHistory().getProductIds().get(target - 1)).isEqualTo("p50");
            assertThat(target).isBetween(13, 16);
        }
    }

    @Test
    void shouldDropOldEventsOfACustomerWhoseClockOnceWentBack() {
        Map<String, String> small = Map.of(
                "history.length", "16", "history.slide", "4", "history.chunk.size", "4", "history.retention", "1h");
        try (TopologyHarness topology = new TopologyHarness(dir, small, () -> null)) {
            for (int i = 0; i < 1_000; i++) {
                long jitter = i == 500 ? -90_000 : 0;
                topology.send(event("u", "p" + i, CLICK, T0 + i * 60_000L + jitter, null));
            }
            assertThat(topology.rows(StoreNames.HISTORY_CHUNKS)).isLessThan(30);
        }
    }

    @Test
    void shouldWriteAWatermarkWhenItCrossesAnInterval() {
        try (TopologyHarness topology = new TopologyHarness(dir, Map.of(), () -> null)) {
            long minute = Math.floorDiv(T0, 60_000L) * 60_000L;
            topology.tick(minute);
            topology.tick(minute + 59_999);
            topology.tick(minute + 60_000);
            topology.tick(minute + 600_001);
            assertThat(TopologyHarness.only(Watermark.class, topology.read(Topics.TRAINING_EXAMPLES)))
                    .extracting(Watermark::getTimestamp)
                    .containsExactly(minute, minute + 60_000, minute + 600_001);
        }
    }
}
