package dev.freshet.cli.console;

import dev.freshet.replay.ReplayPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/**
 * Shows the progress of a replay: on a terminal a bar with rate and remaining time, elsewhere a line every twenty
 * seconds.
 */
public final class ReplayProgressBar implements AutoCloseable {

    private final long rows;
    private final long before;
    private final Console console;
    private final ProgressBar bar;
    private final long startedAt = System.nanoTime();

    /**
     * Starts the display.
     *
     * @param before rows sent by earlier replays of this log
     */
    public ReplayProgressBar(long rows, long before, Console console) {
        this.rows = rows;
        this.before = Math.min(rows, before);
        this.console = console;
        bar = console.bar("sending", "rows", rows, this.before);
    }

    public void show(ReplayPosition at) {
        long sent = Math.min(rows, at.next());
        if (bar != null) {
            bar.stepTo(sent);
            bar.setExtraMessage(at.next() == 0 ? "" : " at " + Instant.ofEpochMilli(at.time()));
        } else if (at.next() > before) {
            console.live(() -> line(sent, at));
        }
    }

    private String line(long sent, ReplayPosition at) {
        double rate = (sent - before) * 1e9 / Math.max(1, System.nanoTime() - startedAt);
        return String.format(
                Locale.ROOT,
                "%3d%%  at %s  %,d of %,d rows, %,.0f a second%s",
                100 * sent / Math.max(1, rows),
                Instant.ofEpochMilli(at.time()),
                sent,
                rows,
                rate,
                rate < 1e-3 ? "" : ", " + Duration.ofSeconds((long) ((rows - sent) / rate)) + " left");
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
