package dev.freshet.cli.command.audit;

import dev.freshet.audit.AuditListener;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.ShutdownSignal;
import java.util.function.Supplier;

/** Shows an audit's progress on the console and stops it on a signal. */
record ConsoleListener(Console console, ShutdownSignal stop) implements AuditListener {

    @Override
    public void progress(Supplier<String> line) {
        console.live(line);
    }

    @Override
    public boolean isStopped() {
        return stop.isRequested();
    }
}
