package dev.freshet.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TimeSpanTest {

    @Test
    void shouldReadEveryUnit() {
        assertThat(TimeSpan.parse("7ms")).isEqualTo(7);
        assertThat(TimeSpan.parse("30s")).isEqualTo(30_000);
        assertThat(TimeSpan.parse(" 30m ")).isEqualTo(1_800_000);
        assertThat(TimeSpan.parse("1h")).isEqualTo(3_600_000);
        assertThat(TimeSpan.parse("32d")).isEqualTo(2_764_800_000L);
    }

    @Test
    void shouldWriteASpanInTheLargestUnitThatShowsItExactly() {
        assertThat(TimeSpan.words(2_764_800_000L)).isEqualTo("32d");
        assertThat(TimeSpan.words(5_400_000)).isEqualTo("90m");
        assertThat(TimeSpan.words(7)).isEqualTo("7ms");
    }

    @Test
    void shouldSayHowToWriteASpan() {
        assertThatThrownBy(() -> TimeSpan.parse("30 minutes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30 minutes")
                .hasMessageContaining("as in 30m");
    }
}
