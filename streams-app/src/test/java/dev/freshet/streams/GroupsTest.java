package dev.freshet.streams;

import static dev.freshet.schemas.ActionType.CART_UPDATE;
import static dev.freshet.schemas.ActionType.CLICK;
import static dev.freshet.schemas.ActionType.VIEW;
import static dev.freshet.streams.TopologyHarness.T0;
import static dev.freshet.streams.TopologyHarness.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ExampleGroup;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.streams.store.TaskCounter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupsTest {

    private static final long WINDOW = 30 * TimeSpan.MINUTE;

    @TempDir
    Path dir;

    private TopologyHarness topology;

    @BeforeEach
    void start() {
        topology = new TopologyHarness(dir, Map.of("groups.min.items", "3", "groups.holdout", "0"), () -> null);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void shouldEmitAGroupWithTheHistoryBeforeItWhenTheWatermarkHasPassedItsWindow() {
        topology.send(event("u", "x", CLICK, T0 - 5, null));
        page("u", "q", T0);
        topology.send(event("u", "b", CART_UPDATE, T0 + 60_000, "q"));
        topology.tick(T0 + WINDOW);
        assertThat(topology.examples()).isEmpty();
        topology.tick(T0 + WINDOW + 1);

        TrainingExample example = topology.examples().get(0);
        assertThat(example.getHistory().getProductIds()).containsExactly("x");
        ExampleGroup group = example.getGroups().get(0);
        assertThat(group.getProductIds()).containsExactly("a", "b", "c");
        assertThat(group.getLabels()).containsExactly(0, 1, 0);
        assertThat(group.getStateIndex()).isZero();
        assertThat(group.getTimestamp()).isEqualTo(T0);
        assertThat(topology.balanceCloses()).isTrue();
    }

    @Test
    void shouldAcceptALabelUntilTheEndOfTheWindow() {
        page("u", "q", T0);
        topology.tick(T0 + WINDOW);
        topology.send(event("u", "a", CART_UPDATE, T0 + WINDOW, "q"));
        topology.send(event("u", "b", CART_UPDATE, T0 + WINDOW + 1, "q"));

        assertThat(topology.examples().get(0).getGroups().get(0).getLabels()).containsExactly(1, 0, 0);
        assertThat(topology.counter(TaskCounter.LATE_LABEL)).isEqualTo(1);
        assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(5);
    }

    @Test
    void shouldNeverReopenAGroupWithinTheHorizon() {
        page("u", "q", T0);
        topology.tick(T0 + 2 * WINDOW);
        topology.send(event("u", "d", VIEW, T0 + 2 * WINDOW, "q"));

        assertThat(topology.counter(TaskCounter.GROUPS_OPENED)).isEqualTo(1);
        assertThat(topology.counter(TaskCounter.LATE_IMPRESSION)).isEqualTo(1);
        assertThat(topology.counter(TaskCounter.LATE)).isEqualTo(1);
        assertThat(topology.balanceCloses()).isTrue();
    }

    @Test
    void shouldOpenNothingForAnImpressionWhoseGroupWouldBeClosedAlready() {
        topology.tick(T0 + 2 * WINDOW);
        topology.send(event("u", "a", VIEW, T0, "q"));
        assertThat(topology.counter(TaskCounter.GROUPS_OPENED)).isZero();
        assertThat(topology.counter(TaskCounter.LATE)).isEqualTo(1);
    }

    @Test
    void shouldHideEventsOfTheGroupAndEventsThatArrivedAfterItOpened() {
        topology.send(event("u", "own", CLICK, T0 - 1, "q"));
        topology.send(event("u", "old", CLICK, T0 - 1, null));
        page("u", "q", T0);
        topology.send(event("u", "afterwards", CLICK, T0 - 2, null));
        topology.send(event("u", "a", CART_UPDATE, T0 + 1, "q"));
        topology.tick(T0 + WINDOW + 1);
        TrainingExample example = withGroups(topology.examples()).get(0);
        assertThat(example.getHistory().getProductIds()).containsExactly("old");
    }

    @Test
    void shouldEmitNoTargetBeforeTheGroupThatItLabels() {
        topology.close();
        topology = new TopologyHarness(
                dir, Map.of("groups.min.items", "3", "groups.holdout", "0", "examples.targets.batch", "1"), () -> null);
        topology.send(event("u", "x", CLICK, T0 - 50, null));
        page("u", "q", T0);
        topology.send(event("u", "a", CART_UPDATE, T0 - 20, "q"));
        for (int i = 0; i < 20; i++) {
            topology.tick(T0 + WINDOW - 20 + i * 2L);
            topology.send(event("u", "y" + i, CLICK, T0 + WINDOW - 20 + i * 2L, null));
        }
        topology.tick(T0 + 3 * WINDOW);
        List<TrainingExample> examples = topology.examples();
        assertThat(examples.get(0).getGroups()).hasSize(1);
        assertThat(examples.get(0).getGroups().get(0).getLabels()).containsExactly(1, 0, 0);
    }

    @Test
    void shouldEmitNoTargetBeforeTheGroupThatItLabelsWhenTimeJumpsOverBoth() {
        long age = 10 * TimeSpan.MINUTE;
        topology.send(event("u", "x", CLICK, T0 - 50, null));
        page("u", "q", T0 + age);
        topology.send(event("u", "a", CART_UPDATE, T0 + age, "q"));
        topology.tick(T0 + 10 * WINDOW);
        List<TrainingExample> examples = topology.examples();
        assertThat(examples).hasSize(2);
        assertThat(examples.get(0).getGroups()).hasSize(1);
        assertThat(examples.get(1).getTargets()).containsExactly(1);
    }

    @Test
    void shouldShowWhatServingShowedBesideTheDelayedHistory() {
        topology.close();
        Map<String, String> settings =
                Map.of("groups.min.items", "3", "groups.holdout", "0", "delay.policy", "uniform(1m,61s)");
        topology = new TopologyHarness(dir, settings, () -> null);
        topology.send(event("u", "old", CLICK, T0 - 120_000, null));
        topology.send(event("u", "young", CLICK, T0 - 5, null));
        page("u", "q", T0);
        topology.send(event("u", "afterwards", CLICK, T0 - 70_000, null));
        topology.send(event("u", "b", CART_UPDATE, T0 + 60_000, "q"));
        topology.tick(T0 + WINDOW + 1);
        TrainingExample example = withGroups(topology.examples()).get(0);
        assertThat(example.getHistory().getProductIds()).containsExactly("old", "afterwards");
        assertThat(example.getGroups().get(0).getDelayMs()).isBetween(60_000L, 61_000L);
        assertThat(example.getGroups().get(0).getServedHistory().getProductIds())
                .containsExactly("old", "young");
    }

    @Test
    void shouldHoldOutTheTargetsOfAHeldOutRequest() {
        topology.close();
        topology = new TopologyHarness(dir, Map.of("groups.min.items", "3", "groups.holdout", "1"), () -> null);
        topology.send(event("u", "x", CLICK, T0 - 50, null));
        page("u", "q", T0);
        topology.send(event("u", "a", CART_UPDATE, T0 + 10, "q"));
        topology.send(event("u", "y", CLICK, T0 + 20, null));
        topology.tick(T0 + 3 * WINDOW);
        List<TrainingExample> examples = topology.examples();
        assertThat(examples.get(0).getGroups().get(0).getHoldout()).isTrue();
        assertThat(examples.get(1).getTargets()).containsExactly(1, 2);
        assertThat(examples.get(1).getHeldOutTargets()).containsExactly(1);
    }

    @Test
    void shouldCountUntrainableGroupsByReason() {
        page("u", "views only", T0);
        topology.send(event("u", "a", VIEW, T0, "small"));
        topology.send(event("u", "a", VIEW, T0, "open"));
        topology.tick(T0 + WINDOW + 1);
        assertThat(topology.counter(TaskCounter.GROUPS_ONE_CLASS)).isEqualTo(1);
        assertThat(topology.counter(TaskCounter.GROUPS_TOO_SMALL)).isEqualTo(2);
        assertThat(topology.counter(TaskCounter.GROUPS_VALID)).isZero();
        assertThat(topology.examples()).isEmpty();
    }

    private void page(String user, String request, long timestamp) {
        for (String product : List.of("a", "b", "c")) {
            topology.send(event(user, product, VIEW, timestamp, request));
        }
    }

    private static List<TrainingExample> withGroups(List<TrainingExample> examples) {
        return examples.stream()
                .filter(example -> !example.getGroups().isEmpty())
                .toList();
    }
}
