package dev.freshet.cli.command.audit;

import dev.freshet.audit.AuditListener;
import dev.freshet.cli.console.CommandSession;
import java.util.function.Supplier;

/** Shows an audit's progress on the console and stops it on a signal. */
record ConsoleListener(CommandSession session) implements AuditListener {

    @Override
    public void progress(Supplier<String> line) {
        session.console().live(line);
    }

    @Override
    public boolean isStopped() {
        return session.stop().isRequested();
    }
}
