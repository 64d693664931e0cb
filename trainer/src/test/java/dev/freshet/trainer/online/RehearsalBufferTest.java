package dev.freshet.trainer.online;

import static dev.freshet.trainer.Fixtures.example;
import static dev.freshet.trainer.Fixtures.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.batch.RankedPage;
import dev.freshet.model.network.TermKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RehearsalBufferTest {

    private final RehearsalBuffer buffer = new RehearsalBuffer(TermKind.MLP, 1, 8);

    /** A group whose number of products tells which one it is. */
    private static Example numbered(int number) {
        ExampleGroup group = group("r" + number, 1_000, -1, false, 10 + number, 3);
        return example(
                List.of(),
                List.of(),
                group.with(PageFeatures.of(group.productIds(), List.of(), StatisticsSnapshot.EMPTY, 1_000)));
    }

    private static void add(RehearsalBuffer to, int from, int until) {
        for (int number = from; number < until; number++) {
            to.add(List.of(numbered(number)));
        }
    }

    private static List<Integer> numbers(List<RankedPage> pages) {
        return pages.stream().map(page -> page.labels().length - 10).toList();
    }

    private static List<float[]> inputs(RehearsalBuffer of) {
        return of.draw(5, 0, 20).stream().map(RankedPage::inputs).toList();
    }

    @Test
    void shouldDrawFromTheNewestGroups() {
        add(buffer, 0, 3);
        assertThat(numbers(buffer.draw(1, 0, 100))).containsOnly(0, 1, 2);
        add(buffer, 3, 30);
        assertThat(numbers(buffer.draw(1, 0, 400))).containsOnly(22, 23, 24, 25, 26, 27, 28, 29);
    }

    @Test
    void shouldDrawTheSameForTheSameStepAndRound() {
        add(buffer, 0, 8);
        assertThat(numbers(buffer.draw(7, 0, 32))).isEqualTo(numbers(buffer.draw(7, 0, 32)));
        assertThat(numbers(buffer.draw(7, 0, 32))).isNotEqualTo(numbers(buffer.draw(8, 0, 32)));
        assertThat(numbers(buffer.draw(7, 0, 32))).isNotEqualTo(numbers(buffer.draw(7, 1, 32)));
    }

    @Test
    void shouldDrawTheSameAfterARestart() {
        add(buffer, 0, 13);
        RehearsalBuffer restored = new RehearsalBuffer(TermKind.MLP, 1, 8);
        restored.restore(buffer.state());
        assertThat(restored.state()).isEqualTo(buffer.state());
        assertThat(inputs(restored)).usingElementComparator(Arrays::compare).isEqualTo(inputs(buffer));
        add(buffer, 13, 17);
        add(restored, 13, 17);
        assertThat(numbers(restored.draw(9, 1, 50))).isEqualTo(numbers(buffer.draw(9, 1, 50)));
    }

    @Test
    void shouldKeepTheNewestWhenItsSizeChanges() {
        add(buffer, 0, 13);
        for (int capacity : new int[] {4, 20}) {
            RehearsalBuffer other = new RehearsalBuffer(TermKind.MLP, 1, capacity);
            other.restore(buffer.state());
            int kept = Math.min(capacity, 8);
            assertThat(other.state().getCount()).isEqualTo(13);
            assertThat(numbers(other.draw(1, 0, 300))).hasSize(300).allMatch(n -> n >= 13 - kept && n < 13);
            add(other, 13, 33);
            assertThat(numbers(other.draw(1, 0, 300))).allMatch(n -> n >= 33 - capacity && n < 33);
        }
    }

    @Test
    void shouldKeepNothingWithoutNeed() {
        RehearsalBuffer none = new RehearsalBuffer(TermKind.MLP, 1, 0);
        RehearsalBuffer off = new RehearsalBuffer(TermKind.OFF, 1, 8);
        for (RehearsalBuffer each : List.of(none, off)) {
            each.add(List.of(numbered(1)));
            assertThat(each.draw(1, 0, 4)).isEmpty();
            each.restore(null);
            each.restore(buffer.state());
            assertThat(each.state().getPages()).isEmpty();
        }
        ExampleGroup oneClass = new ExampleGroup("r", null, 1, 0, -1, false, List.of("a", "b"), List.of(0, 0));
        buffer.add(List.of(example(List.of(), List.of(), oneClass)));
        assertThat(Stream.of(buffer.draw(1, 0, 4)).flatMap(List::stream)).isEmpty();
    }
}
