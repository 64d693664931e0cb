package dev.freshet.cli.console;

import dev.freshet.cli.settings.AppSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** A running command: its lines on the console, and the signal that ends it. */
public final class CommandSession implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final ShutdownSignal stop = ShutdownSignal.onSignal();
    private final Console console;

    private CommandSession(CommandSpec command) {
        console = Console.onStandardOutput(command);
    }

    public static CommandSession open(CommandSpec command) {
        return new CommandSession(command);
    }

    /** Opens a session that shows the settings in force and sends the logs of apps and libraries to standard error. */
    public static CommandSession openApp(CommandSpec command, AppSettings settings) {
        Logs.toStandardError();
        CommandSession session = open(command);
        session.console.say("settings   of freshet " + command.name() + ":");
        settings.describe().forEach((name, value) -> session.console.say("           " + name + "=" + value));
        return session;
    }

    public Console console() {
        return console;
    }

    public ShutdownSignal stop() {
        return stop;
    }

    /**
     * Waits until the work is done or the command is told to stop.
     *
     * @param failure of the app, empty while it works
     * @param done whether the work is done
     * @param line text of the live line
     * @throws CommandFailure when the app fails
     */
    public void await(Supplier<Optional<? extends Throwable>> failure, Supplier<Boolean> done, Supplier<String> line)
            throws InterruptedException {
        while (!stop.isRequested() && !done.get()) {
            failure.get().ifPresent(cause -> {
                throw new CommandFailure(CommandFailure.explain(cause), cause);
            });
            console.live(line);
            Thread.sleep(POLL.toMillis());
        }
        if (stop.isRequested()) {
            console.say("stopping");
        }
    }

    @Override
    public void close() {
        console.close();
        stop.close();
    }
}
