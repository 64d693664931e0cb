package dev.freshet.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldVersionsTest {

    @Test
    void shouldFindStatisticsByTheirOwnTime() {
        HeldVersions<String> held = new HeldVersions<>(2, retired -> {});
        held.add(30, 10, "a");
        held.add(30, 20, "b");
        assertThat(held.countedAt(9)).isEmpty();
        assertThat(held.countedAt(19)).contains("a");
        assertThat(held.countedAt(20)).contains("b");
        assertThat(held.servingAt(29)).isEmpty();
        assertThat(held.servingAt(30)).contains("b");
    }
}
