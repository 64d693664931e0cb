package dev.freshet.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchTest {

    private final AtomicInteger state = new AtomicInteger();
    private final Stop stop = new Stop();
    private Throwable failure;

    @Test
    void shouldWaitUntilTheGoalIsReached() throws InterruptedException {
        assertThat(watch(Duration.ofMinutes(1)).until("three", () -> state.incrementAndGet() == 3))
                .isTrue();
    }

    @Test
    void shouldFailWithThePartThatFailed() {
        failure = new IllegalStateException("the disk is full");
        assertThatThrownBy(() -> watch(Duration.ofMinutes(1)).until("never", () -> false))
                .isInstanceOf(Failure.class)
                .hasMessage("the run ends: the disk is full")
                .hasCause(failure);
    }

    @Test
    void shouldFailWhenNothingMoves() {
        assertThatThrownBy(() -> watch(Duration.ofMillis(250)).until("the log to be sent", () -> false))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("nothing has moved", "the log to be sent", "run.patience");
    }

    @Test
    void shouldBePatientWhileSomethingMoves() throws InterruptedException {
        assertThat(watch(Duration.ofMillis(250)).until("ten", () -> state.incrementAndGet() == 10))
                .isTrue();
    }

    @Test
    void shouldReturnWhenTheRunIsStopped() throws InterruptedException {
        Thread signal = new Thread(stop::request);
        signal.start();
        assertThat(watch(Duration.ofMinutes(1)).until("never", () -> false)).isFalse();
        assertThat(signal.isAlive()).as("the JVM waits for the run to close").isTrue();
        stop.close();
        signal.join(10_000);
        assertThat(signal.isAlive()).isFalse();
    }

    private Watch watch(Duration patience) {
        return new Watch(
                stop,
                new Console(new PrintWriter(new StringWriter()), false),
                patience,
                List.of(() -> Optional.ofNullable(failure)),
                state::get,
                () -> "");
    }
}
