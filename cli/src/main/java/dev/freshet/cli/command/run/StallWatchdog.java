package dev.freshet.cli.command.run;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.ShutdownSignal;
import dev.freshet.core.retry.StallTimer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a goal of the run. Fails when a part fails or nothing makes progress. */
final class StallWatchdog {

    private static final Duration POLL = Duration.ofMillis(100);

    private final ShutdownSignal stop;
    private final Console console;
    private final Duration patience;
    private final List<Supplier<Optional<? extends Throwable>>> failures;
    private final Supplier<Object> state;
    private final Supplier<String> summary;
    private final StallTimer timer;

    private Object lastState;

    /**
     * Watches a run.
     *
     * @param failures one for each part, empty while the part works
     * @param state a value that changes whenever anything makes progress
     */
    StallWatchdog(
            ShutdownSignal stop,
            Console console,
            Duration patience,
            List<Supplier<Optional<? extends Throwable>>> failures,
            Supplier<Object> state,
            Supplier<String> summary) {
        this.stop = stop;
        this.console = console;
        this.patience = patience;
        this.failures = failures;
        this.state = state;
        this.summary = summary;
        timer = new StallTimer(patience);
    }

    /**
     * Waits until a goal is reached.
     *
     * @param goal described for the error message
     * @return false when the run is told to stop first
     * @throws CommandFailure when a part fails, or nothing makes progress
     */
    boolean until(String goal, BooleanSupplier reached) throws InterruptedException {
        timer.moved();
        while (!reached.getAsBoolean()) {
            if (stop.isRequested()) {
                return false;
            }
            requireAllWell();
            requireMovement(goal);
            console.live(summary);
            Thread.sleep(POLL.toMillis());
        }
        return true;
    }

    /** Waits until the run is told to stop, without requiring progress. */
    void untilStopped() throws InterruptedException {
        while (!stop.isRequested()) {
            requireAllWell();
            Thread.sleep(POLL.toMillis());
        }
    }

    private void requireAllWell() {
        for (Supplier<Optional<? extends Throwable>> failure : failures) {
            failure.get().ifPresent(cause -> {
                throw new CommandFailure("the run ends: " + CommandFailure.explain(cause), cause);
            });
        }
    }

    private void requireMovement(String goal) {
        Object now = state.get();
        if (!now.equals(lastState)) {
            lastState = now;
            timer.moved();
        } else if (timer.isOver()) {
            throw new CommandFailure("nothing has moved for " + patience.toSeconds() + " s while waiting for " + goal
                    + "; freshet.log in the data directory may say why (run.patience sets the wait)");
        }
    }
}
