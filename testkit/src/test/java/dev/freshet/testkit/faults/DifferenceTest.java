package dev.freshet.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    @Test
    void shouldFindNoDifferenceBetweenEqualLists() {
        assertThat(Difference.of(List.of("a", "a", "b"), List.of("a", "a", "b")).isNone())
                .isTrue();
    }

    @Test
    void shouldCountLostDuplicatedAndChangedRecords() {
        assertThat(Difference.of(List.of("a", "b", "c", "c"), List.of("a", "a", "c", "x")))
                .isEqualTo(new Difference(4, 2, 1, 1));
    }

    @Test
    void shouldDetectADifferentOrder() {
        assertThat(Difference.of(List.of("a", "b", "c"), List.of("b", "a", "c")))
                .isEqualTo(new Difference(3, 0, 0, 2));
    }
}
