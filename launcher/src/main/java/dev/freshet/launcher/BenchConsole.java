package dev.freshet.launcher;

import dev.freshet.bench.BenchWatcher;
import java.io.PrintWriter;

/** How a measurement goes, on stderr: results are for stdout. */
final class BenchConsole implements BenchWatcher, AutoCloseable {

    private final Console console;

    BenchConsole(PrintWriter err) {
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
