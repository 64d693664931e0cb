package dev.freshet.core.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.group.DelayPolicy;
import dev.freshet.core.group.GroupRules;
import dev.freshet.core.group.RequestGroup;
import dev.freshet.core.history.History;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.history.HistoryRules;
import dev.freshet.core.history.RequestMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ExampleAssemblerTest {

    private static final HistoryRules SMALL = new HistoryRules(8, 4, 2, TimeSpan.DAY, 64);
    private static final ExampleAssembler ASSEMBLY =
            new ExampleAssembler(SMALL, GroupRules.DEFAULT, DelayPolicy.parse("none", 1));

    @Test
    void shouldPredictEachTargetFromTheStateBeforeIt() {
        List<Example> examples = ASSEMBLY.targets("u", events(5), 1, 4);
        assertThat(examples).hasSize(1);
        assertThat(examples.get(0).history()).hasSize(4);
        assertThat(examples.get(0).targets()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldNeverMakeACustomersFirstEventATarget() {
        assertThat(ASSEMBLY.targets("u", events(1), 0, 1)).isEmpty();
    }

    @Test
    void shouldSeparateTargetsWhoseWindowsStartAtOtherEvents() {
        List<Example> examples = ASSEMBLY.targets("u", events(12), 7, 12);
        assertThat(examples).hasSize(2);
        assertThat(examples.get(0).targets()).containsExactly(7, 8);
        assertThat(examples.get(0).history()).hasSize(9);
        assertThat(examples.get(1).history().get(0).sequence()).isEqualTo(4);
        assertThat(examples.get(1).targets()).containsExactly(5, 6, 7);
    }

    @Property
    void shouldMakeEveryEventButTheFirstATargetOnce(
            @ForAll @IntRange(min = 1, max = 50) int total, @ForAll @IntRange(min = 1, max = 16) int batch) {
        List<Long> targets = new ArrayList<>();
        for (int from = 0; from < total; from += batch) {
            for (Example example : ASSEMBLY.targets("u", events(total), from, Math.min(total, from + batch))) {
                example.targets()
                        .forEach(i -> targets.add(example.history().get(i).sequence()));
                assertThat(example.history()).hasSizeLessThanOrEqualTo(SMALL.length() + 1);
            }
        }
        assertThat(targets)
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.range(1, total).boxed().toList());
    }

    @Property
    void shouldRankAGroupFromTheSameWindowWhateverCameAfterIt(
            @ForAll @IntRange(min = 0, max = 30) int before, @ForAll @IntRange(min = 0, max = 30) int after) {
        RequestGroup group = RequestGroup.open("q", before, before).with("a", Action.VIEW, "page", 9);
        Example early = ASSEMBLY.group("u", group, 0, events(before));
        Example late = ASSEMBLY.group("u", group, 0, events(before + after));
        assertThat(late).isEqualTo(early);
        assertThat(early.groups().get(0).stateIndex()).isEqualTo(early.history().size() - 1);
    }

    @Test
    void shouldStartColdWithoutHistory() {
        RequestGroup group = RequestGroup.open("q", 5, 0).with("a", Action.VIEW, null, 9);
        Example example = ASSEMBLY.group("u", group, 0, History.EMPTY);
        assertThat(example.history()).isEmpty();
        assertThat(example.groups().get(0).stateIndex()).isEqualTo(-1);
    }

    @Test
    void shouldMarkTheTargetsOfHeldOutRequestsAsTheirGroups() {
        GroupRules half = new GroupRules(30 * TimeSpan.MINUTE, TimeSpan.DAY, 10, 1000, Set.of(), 0.5, 1);
        ExampleAssembler assembly = new ExampleAssembler(SMALL, half, DelayPolicy.parse("none", 1));
        List<HistoryEvent> events = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int request = i % 2 == 0 ? 0 : RequestMarks.hash("q" + i);
            events.add(new HistoryEvent("p", Action.CART_UPDATE, null, i, i, request));
        }
        Example example = assembly.targets("u", new History(0, events), 1, 8).get(0);
        List<Integer> heldOut = IntStream.of(1, 3, 5, 7)
                .filter(i -> assembly.group(
                                "u", RequestGroup.open("q" + i, 9, 9).with("a", Action.VIEW, null, 9), 0, History.EMPTY)
                        .groups()
                        .get(0)
                        .holdout())
                .boxed()
                .toList();
        assertThat(heldOut).isNotEmpty().hasSizeLessThan(4);
        assertThat(example.heldOut()).isEqualTo(heldOut);
        assertThat(example.trainable().targets()).hasSize(7 - heldOut.size()).doesNotContainAnyElementsOf(heldOut);
    }

    @Test
    void shouldKeepWhatServingHasShownBesideTheDelayedWindow() {
        RequestGroup group = RequestGroup.open("q", 6, 6).with("a", Action.VIEW, null, 9);
        Example delayed = ASSEMBLY.delayedGroup("u", group, 3, events(9), events(9));
        assertThat(delayed.history()).isEqualTo(events(4).events());
        assertThat(delayed.groups().get(0).servedWindow(delayed.history()))
                .isEqualTo(events(6).events());
        Example live = ASSEMBLY.group("u", group, 0, events(9));
        assertThat(live.groups().get(0).served()).isNull();
        assertThat(live.groups().get(0).servedWindow(live.history()))
                .isEqualTo(events(6).events());
    }

    /** Event i at time i. */
    private static History events(int n) {
        List<HistoryEvent> events = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            events.add(new HistoryEvent("p" + i, Action.CLICK, null, i, i, 0));
        }
        return new History(0, events);
    }
}
