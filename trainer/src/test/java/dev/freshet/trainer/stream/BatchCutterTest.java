package dev.freshet.trainer.stream;

import static dev.freshet.trainer.Fixtures.MINUTE;
import static dev.freshet.trainer.Fixtures.cart;
import static dev.freshet.trainer.Fixtures.example;
import static dev.freshet.trainer.Fixtures.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.example.Example;
import dev.freshet.core.history.HistoryEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchCutterTest {

    /** Two tokens of history, one target. */
    private static final Example TARGET = example(List.of(cart("a", 1, 0), cart("b", 2, 1)), List.of(1));

    private static final StreamPosition AT = new StreamPosition(0, 7);

    private static BatchCutter cutter(int tokens, int parts, Duration span) {
        return new BatchCutter(new BatchLimits(tokens, parts, span, Duration.ofHours(24)));
    }

    @Test
    void shouldCloseByTokensAndIncludeTheExampleThatFillsTheBatch() {
        BatchCutter cutter = cutter(12, 100, Duration.ofHours(1));
        Example ranked = example(List.of(), List.of(), group("r", 5, -1, false, 10, 3));
        assertThat(cutter.add(5, AT, TARGET)).isEmpty();
        assertThat(cutter.add(6, new StreamPosition(1, 4), ranked))
                .contains(new TrainingBatch(List.of(TARGET, ranked), List.of(AT, new StreamPosition(1, 4)), 2));
        assertThat(cutter.close()).isEmpty();
    }

    @Test
    void shouldCloseByParts() {
        BatchCutter cutter = cutter(1000, 2, Duration.ofHours(1));
        assertThat(cutter.add(5, AT, TARGET)).isEmpty();
        assertThat(cutter.add(5, AT, TARGET)).map(TrainingBatch::parts).contains(2);
    }

    @Test
    void shouldCloseOnceMergedTimeIsPastTheSpanOfItsFirstExample() {
        BatchCutter cutter = cutter(1000, 100, Duration.ofMinutes(10));
        cutter.add(5 * MINUTE, AT, TARGET);
        cutter.add(14 * MINUTE, AT, TARGET);
        assertThat(cutter.advance(15 * MINUTE)).isEmpty();
        assertThat(cutter.advance(15 * MINUTE + 1)).map(TrainingBatch::parts).contains(2);
        assertThat(cutter.advance(40 * MINUTE)).as("nothing is open").isEmpty();
    }

    @Test
    void shouldCloseBeforeAVersionIsDue() {
        BatchCutter cutter = new BatchCutter(new BatchLimits(1000, 100, Duration.ofHours(2), Duration.ofHours(1)));
        cutter.add(50 * MINUTE, AT, TARGET);
        assertThat(cutter.advance(60 * MINUTE - 1)).isEmpty();
        assertThat(cutter.advance(60 * MINUTE)).map(TrainingBatch::parts).contains(1);
    }

    @Test
    void shouldLeaveHoldoutGroupsOut() {
        BatchCutter cutter = cutter(1000, 100, Duration.ofMinutes(10));
        cutter.add(1, AT, example(List.of(), List.of(), group("held", 1, -1, true, 10, 0)));
        assertThat(cutter.close()).isEmpty();
        cutter.add(
                1,
                AT,
                example(
                        List.of(cart("a", 1, 0)),
                        List.of(),
                        group("held", 1, 0, true, 10, 0),
                        group("trained", 1, 0, false, 10, 0)));
        assertThat(cutter.close().orElseThrow().examples().get(0).groups())
                .extracting("requestId")
                .containsExactly("trained");
    }

    @Test
    void shouldLeaveHeldOutTargetsOut() {
        BatchCutter cutter = cutter(1000, 100, Duration.ofMinutes(10));
        List<HistoryEvent> history = List.of(cart("a", 1, 0), cart("b", 2, 1), cart("c", 3, 2));
        cutter.add(1, AT, new Example("u", history, List.of(1), List.of(1), List.of()));
        assertThat(cutter.close()).isEmpty();
        cutter.add(1, AT, new Example("u", history, List.of(1, 2), List.of(1), List.of()));
        assertThat(cutter.close().orElseThrow().examples().get(0).targets()).containsExactly(2);
    }

    /** Every example is in exactly one batch, in order. No batch reaches a limit without its last example. */
    @Property
    void shouldCutTheStreamIntoContiguousRuns(@ForAll @Size(max = 40) List<@IntRange(max = 5) Integer> steps) {
        BatchCutter cutter = cutter(8, 3, Duration.ofMillis(4));
        List<Example> added = new ArrayList<>();
        List<TrainingBatch> batches = new ArrayList<>();
        long time = 0;
        for (int step : steps) {
            time += step;
            Example next = example(List.of(cart("a", time, 0), cart("b", time, added.size() + 1)), List.of(1));
            added.add(next);
            cutter.advance(time).ifPresent(batches::add);
            cutter.add(time, new StreamPosition(0, time), next).ifPresent(batches::add);
        }
        Optional<TrainingBatch> last = cutter.close();
        last.ifPresent(batches::add);
        assertThat(batches.stream().flatMap(b -> b.examples().stream())).containsExactlyElementsOf(added);
        assertThat(batches).allSatisfy(b -> assertThat(b.parts()).isBetween(1, 3));
    }
}
