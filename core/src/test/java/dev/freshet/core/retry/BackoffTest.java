package dev.freshet.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(100, 500);

    @Test
    void shouldDoubleThePauseUpToTheLongest() {
        assertThat(new long[] {backoff.pauseMs(1), backoff.pauseMs(2), backoff.pauseMs(3), backoff.pauseMs(4)})
                .containsExactly(100, 200, 400, 500);
    }

    @Test
    void shouldNotOverflowAfterManyRetries() {
        assertThat(backoff.pauseMs(1000)).isEqualTo(500);
    }
}
