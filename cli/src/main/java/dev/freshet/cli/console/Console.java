package dev.freshet.cli.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/** What the user sees: lines that stay, and one line at the bottom that is written anew while the run goes on. */
public final class Console implements AutoCloseable {

    private static final Duration ON_TERMINAL = Duration.ofSeconds(2);
    private static final Duration IN_FILE = Duration.ofSeconds(20);
    private static final String CLEAR_LINE = "\r\033[2K";

    private final PrintWriter out;
    private final boolean terminal;
    private final long interval;
    private long shownAt = System.nanoTime();
    private boolean live;

    /** On a terminal the live line is overwritten every two seconds; elsewhere it is a line every twenty. */
    public Console(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        interval = (terminal ? ON_TERMINAL : IN_FILE).toNanos();
    }

    public void say(String line) {
        if (live) {
            out.print(CLEAR_LINE);
            live = false;
        }
        out.println(line);
        out.flush();
    }

    /** Shows the live line if it is time to. */
    public void live(Supplier<String> line) {
        if (System.nanoTime() - shownAt < interval) {
            return;
        }
        shownAt = System.nanoTime();
        if (terminal) {
            out.print(CLEAR_LINE + line.get());
            out.flush();
            live = true;
        } else {
            say(line.get());
        }
    }

    @Override
    public void close() {
        if (live) {
            out.println();
        }
        out.flush();
    }
}
