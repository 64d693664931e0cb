package dev.freshet.cli.console;

import dev.freshet.bench.BenchListener;
import java.io.PrintWriter;

/** How a measurement goes, on stderr: results are for stdout. */
public final class BenchConsole implements BenchListener, AutoCloseable {

    private final Console console;

    public BenchConsole(PrintWriter err) {
        console = new Console(err, Boolean.getBoolean("freshet.terminal"));
    }

    @Override
    public void progress(String what) {
        console.live(() -> what);
    }

    @Override
    public void say(String line) {
        console.say(line);
    }

    @Override
    public void close() {
        console.close();
    }
}
