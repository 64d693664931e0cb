package dev.freshet.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StorePassTest {

    private final TaskState task = new TaskState(new CountingStore<>(), 0);
    private final CountingStore<Integer, String> rows = new CountingStore<>();
    private final List<Integer> seen = new ArrayList<>();

    @Test
    void shouldProcessEachRowOnceForEachValueOfTheSetting() {
        fill(3_500);
        run(7);
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 3_500).boxed().toList());
        assertThat(rows.iterators()).isLessThan(10);
        run(7);
        assertThat(seen).hasSize(3_500);
        run(8);
        assertThat(seen).hasSize(7_000);
    }

    @Test
    void shouldBeginAgainAfterARestart() {
        fill(20);
        StorePass<Integer, String> first = pass(7);
        for (int i = 0; i < 5; i++) {
            assertThat(first.step()).isFalse();
        }
        run(7);
        assertThat(seen).hasSize(25);
    }

    @Test
    void shouldProcessAllRowsWhenTheEarlierValueReturnsBeforeTheEnd() {
        fill(20);
        run(7);
        pass(8).step();
        seen.clear();
        run(7);
        assertThat(seen).hasSize(20);
    }

    @Test
    void shouldProcessNothingForASettingThatIsOffAndAllWhenItIsOnAgain() {
        fill(20);
        run(7);
        seen.clear();
        run(StorePass.OFF);
        assertThat(seen).isEmpty();
        run(7);
        assertThat(seen).hasSize(20);
    }

    @Test
    void shouldLetTheWorkChangeItsRow() {
        fill(2_500);
        StorePass<Integer, String> pass =
                new StorePass<>(task, "setting", 7, rows, (key, value) -> rows.put(key, value + "!"));
        while (!pass.step()) {}
        assertThat(IntStream.range(0, 2_500)).allMatch(i -> rows.get(i).equals("v!"));
    }

    private void fill(int number) {
        IntStream.range(0, number).forEach(i -> rows.put(i, "v"));
    }

    private void run(long value) {
        StorePass<Integer, String> pass = pass(value);
        while (!pass.step()) {}
    }

    private StorePass<Integer, String> pass(long value) {
        return new StorePass<>(task, "setting", value, rows, (key, row) -> seen.add(key));
    }
}
