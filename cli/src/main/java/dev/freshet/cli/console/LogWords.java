package dev.freshet.cli.console;

import dev.freshet.replay.LogScan;
import dev.freshet.replay.ShopLog;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Reads a log through once, and says what was found. */
public final class LogWords {

    private LogWords() {}

    public static LogScan scan(ShopLog log, Console console) {
        return scan(log, console, () -> false);
    }

    /**
     * Reads the log.
     *
     * @param stopped asked now and then whether to give up
     * @throws CommandFailure when it is to give up
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
                scan.sorted() ? "" : "; not in order of time: sorted first, on disk"));
        if (scan.bad() > 0) {
            console.say(String.format(
                    Locale.ROOT,
                    "           %,d rows are not right and will be rejected; the first: %s",
                    scan.bad(),
                    scan.complaint()));
        }
        return scan;
    }
}
