package dev.freshet.cli.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Model.CommandSpec;

/** The user's console: permanent lines, and below them one live line that is overwritten. */
public final class Console implements AutoCloseable {

    private static final Duration ON_TERMINAL = Duration.ofSeconds(2);
    private static final Duration IN_FILE = Duration.ofSeconds(20);
    private static final String CLEAR_LINE = "\r\033[2K";

    private final PrintWriter out;
    private final boolean terminal;
    private final long interval;
    private long shownAt = System.nanoTime();
    private boolean live;

    /**
     * A terminal updates the live line every two seconds; other output gets it as a permanent line every twenty
     * seconds.
     */
    public Console(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        interval = (terminal ? ON_TERMINAL : IN_FILE).toNanos();
    }

    /** The start script says whether standard output is a terminal. */
    public static Console onStandardOutput(CommandSpec command) {
        return new Console(command.commandLine().getOut(), isTerminal());
    }

    /** The console of a command whose standard output carries only results. */
    public static Console onStandardError(CommandSpec command) {
        return new Console(command.commandLine().getErr(), isTerminal());
    }

    private static boolean isTerminal() {
        return Boolean.getBoolean("freshet.terminal");
    }

    public void say(String line) {
        if (live) {
            out.print(CLEAR_LINE);
            live = false;
        }
        out.println(line);
        out.flush();
    }

    /** Shows the live line when it is due. */
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

    /**
     * A progress bar with its rate; null where there is no terminal.
     *
     * @param unit plural noun
     * @param start units done before
     */
    ProgressBar bar(String task, String unit, long total, long start) {
        return terminal
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(total)
                        .startsFrom(start, Duration.ZERO)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUnit(" " + unit, 1)
                        .setUpdateIntervalMillis(500)
                        .showSpeed()
                        .setSpeedUnit(ChronoUnit.SECONDS)
                        .build()
                : null;
    }

    @Override
    public void close() {
        if (live) {
            out.println();
        }
        out.flush();
    }
}
