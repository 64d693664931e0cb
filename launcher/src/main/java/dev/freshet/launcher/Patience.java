package dev.freshet.launcher;

import dev.freshet.core.TimeSpan;
import java.time.Duration;

/** Waits for somebody who does not answer yet, up to {@code start.wait}, and says so. */
final class Patience {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String whom;
    private final String limit;
    private final Console console;
    private final Stop stop;
    private final long since = System.nanoTime();
    private boolean said;

    /** @param limit a span of wall time, as in {@code 60s} */
    Patience(String whom, String limit, Console console, Stop stop) {
        this.whom = whom;
        this.limit = limit;
        this.console = console;
        this.stop = stop;
    }

    /**
     * Waits a moment.
     *
     * @throws Failure saying this when the limit is over, or when told to stop
     */
    void orElse(String failure) throws InterruptedException {
        if (stop.isRequested()) {
            throw new Failure("stopped while waiting for " + whom);
        }
        String line = "waiting    for " + whom + ", up to " + limit;
        if (said) {
            console.live(() -> line);
        } else {
            console.say(line);
            said = true;
        }
        if (System.nanoTime() - since > Duration.ofMillis(TimeSpan.parse(limit)).toNanos()) {
            throw new Failure(failure + "; waited " + limit + " (" + AppConfig.START_WAIT + ")");
        }
        Thread.sleep(PAUSE.toMillis());
    }
}
