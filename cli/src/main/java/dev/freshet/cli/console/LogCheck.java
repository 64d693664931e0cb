package dev.freshet.cli.console;

import dev.freshet.replay.LogScan;
import dev.freshet.replay.ShopLog;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Reads a log once from start to end before anything is sent, and shows a summary. */
public final class LogCheck {

    private LogCheck() {}

    public static LogScan scan(ShopLog log, Console console) {
        return scan(log, console, () -> false);
    }

    /**
     * Reads the log.
     *
     * @param stopped whether to give up
     * @throws CommandFailure when stopped
     */
    public static LogScan scan(ShopLog log, Console console, BooleanSupplier stopped) {
        LogScan scan = LogScan.of(log, part -> {
            if (stopped.getAsBoolean()) {
                throw new CommandFailure("stopped while reading " + log.name() + "; nothing was sent");
            }
            console.live(() -> String.format(Locale.ROOT, "reading %s: %.0f%%", log.name(), 100 * part));
        });
        console.say(String.format(
                Locale.ROOT,
                "log        %s: %,d rows from %s to %s%s",
                log.name(),
                scan.rows(),
                Instant.ofEpochMilli(scan.firstTime()),
                Instant.ofEpochMilli(scan.lastTime()),
                scan.sorted() ? "" : "; not in order of time: sorted on disk first"));
        if (scan.bad() > 0) {
            console.say(String.format(
                    Locale.ROOT,
                    "           %,d rows are invalid and will be rejected; the first: %s",
                    scan.bad(),
                    scan.complaint()));
        }
        return scan;
    }
}
