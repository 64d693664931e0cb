package dev.freshet.cli.command.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.ShutdownSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StallWatchdogTest {

    private final AtomicInteger state = new AtomicInteger();
    private final ShutdownSignal stop = new ShutdownSignal();
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
                .isInstanceOf(CommandFailure.class)
                .hasMessage("the run ends: the disk is full")
                .hasCause(failure);
    }

    @Test
    void shouldFailWithoutProgress() {
        assertThatThrownBy(() -> watch(Duration.ofMillis(250)).until("the log to be sent", () -> false))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContainingAll("nothing has moved", "the log to be sent", "run.patience");
    }

    @Test
    void shouldWaitWhileThereIsProgress() throws InterruptedException {
        assertThat(watch(Duration.ofMillis(250)).until("ten", () -> state.incrementAndGet() == 10))
                .isTrue();
    }

    @Test
    void shouldReturnWhenTheRunIsStopped() throws InterruptedException {
        Thread signal = new Thread(stop::request);
        signal.start();
        assertThat(watch(Duration.ofMinutes(1)).until("never", () -> false)).isFalse();
        assertThat(signal.isAlive()).as("the JVM waits until the run is closed").isTrue();
        stop.close();
        signal.join(10_000);
        assertThat(signal.isAlive()).isFalse();
    }

    private StallWatchdog watch(Duration patience) {
        return new StallWatchdog(
                stop,
                new Console(new PrintWriter(new StringWriter()), false),
                patience,
                List.of(() -> Optional.ofNullable(failure)),
                state::get,
                () -> "");
    }
}
