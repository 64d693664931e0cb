package dev.freshet.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StallTimerTest {

    private final AtomicLong nanoTime = new AtomicLong(-5);
    private final StallTimer timer = new StallTimer(Duration.ofNanos(10), nanoTime::get);

    @Test
    void shouldBeOverWhenNothingMovesForLongerThanTheLimit() {
        nanoTime.addAndGet(10);
        assertThat(timer.isOver()).isFalse();

        nanoTime.addAndGet(1);
        assertThat(timer.isOver()).isTrue();
    }

    @Test
    void shouldStartAgainWhenSomethingMoves() {
        nanoTime.addAndGet(11);
        timer.moved();

        assertThat(timer.isOver()).isFalse();
    }
}
