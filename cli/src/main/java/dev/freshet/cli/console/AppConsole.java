package dev.freshet.cli.console;

import dev.freshet.cli.settings.AppSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands that go on until they are stopped have in common: how they show, wait and end. */
public final class AppConsole implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final ShutdownSignal stop = ShutdownSignal.onSignal();
    private final Console console;

    private AppConsole(CommandSpec command) {
        console = new Console(command.commandLine().getOut(), Boolean.getBoolean("freshet.terminal"));
    }

    /** Shows the settings in force; from then on, what parts and libraries log goes to standard error. */
    public static AppConsole open(CommandSpec command, AppSettings settings) {
        Logs.toStandardError();
        AppConsole app = new AppConsole(command);
        app.console.say("settings   of freshet " + command.name() + ":");
        settings.describe().forEach(line -> app.console.say("           " + line));
        return app;
    }

    public Console console() {
        return console;
    }

    public ShutdownSignal stop() {
        return stop;
    }

    /**
     * Waits until the command is told to stop, or the work is done.
     *
     * @param failure of the part that works
     * @param done true when there is nothing more to do
     * @param line shown now and then
     * @throws CommandFailure when the part has failed
     */
    public void await(Supplier<Optional<? extends Throwable>> failure, Supplier<Boolean> done, Supplier<String> line)
            throws InterruptedException {
        while (!stop.isRequested() && !done.get()) {
            failure.get().ifPresent(cause -> {
                throw new CommandFailure(CommandFailure.explain(cause), cause);
            });
            console.live(line);
            Thread.sleep(LOOK.toMillis());
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
