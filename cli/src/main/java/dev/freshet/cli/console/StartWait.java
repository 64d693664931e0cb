package dev.freshet.cli.console;

import dev.freshet.cli.settings.AppConfig;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.retry.StallTimer;
import java.time.Duration;

/** Waits up to {@code start.wait} for a server that does not answer yet, and tells the user. */
public final class StartWait {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String whom;
    private final String limit;
    private final Console console;
    private final ShutdownSignal stop;
    private final StallTimer timer;
    private boolean said;

    /** @param limit wall time, as in {@code 60s} */
    public StartWait(String whom, String limit, Console console, ShutdownSignal stop) {
        this.whom = whom;
        this.limit = limit;
        this.console = console;
        this.stop = stop;
        timer = new StallTimer(Duration.ofMillis(TimeSpan.parse(limit)));
    }

    /**
     * Pauses before the next attempt.
     *
     * @throws CommandFailure with this message, when the limit has passed or the command is told to stop
     */
    public void orElse(String failure) throws InterruptedException {
        if (stop.isRequested()) {
            throw new CommandFailure("stopped while waiting for " + whom);
        }
        String line = "waiting    for " + whom + ", up to " + limit;
        if (said) {
            console.live(() -> line);
        } else {
            console.say(line);
            said = true;
        }
        if (timer.isOver()) {
            throw new CommandFailure(failure + "; waited " + limit + " (" + AppConfig.START_WAIT + ")");
        }
        Thread.sleep(PAUSE.toMillis());
    }
}
