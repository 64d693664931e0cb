package dev.freshet.cli.console;

import dev.freshet.bench.BenchListener;
import picocli.CommandLine.Model.CommandSpec;

/** Shows the progress of a measurement on standard error; standard output carries only the results. */
public final class BenchConsole implements BenchListener, AutoCloseable {

    private final Console console;

    public BenchConsole(CommandSpec command) {
        console = Console.onStandardError(command);
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
