package dev.freshet.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class UnknownIdsTest {

    private static final long MEMORY_MS = 5_000;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // nanoTime may overflow
    private final UnknownIds unknown = new UnknownIds(MEMORY_MS, nanos::get);

    @Test
    void shouldForgetAnIdWhenTheTimeIsOver() {
        unknown.remember(7);
        nanos.addAndGet(MEMORY_MS * 1_000_000 - 1);
        assertThat(unknown.remembers(7)).isTrue();
        assertThat(unknown.remembers(8)).isFalse();

        nanos.addAndGet(1);
        assertThat(unknown.remembers(7)).isFalse();
    }

    @Test
    void shouldKeepTheNewestThousandIds() {
        unknown.remember(-1);
        for (int id = 0; id < 1_000; id++) {
            unknown.remember(id);
            unknown.remember(-1);
        }

        assertThat(unknown.remembers(0)).isFalse();
        assertThat(unknown.remembers(1)).isTrue();
        assertThat(unknown.remembers(-1)).isTrue();
    }

    @Test
    void shouldRememberNothingWithoutMemory() {
        UnknownIds none = new UnknownIds(0, nanos::get);
        none.remember(7);

        assertThat(none.remembers(7)).isFalse();
    }
}
