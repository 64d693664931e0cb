package dev.freshet.cli.command;

import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.settings.AppSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The common part of all commands: help, options listed in the order of their declaration, output. A command returns
 * its exit code. An exception ends the command with one line on standard error and exit code 1.
 */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
public abstract class FreshetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    protected final CommandSpec spec() {
        return spec;
    }

    /** Standard output, for results. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    protected final CommandSession openSession() {
        return CommandSession.open(spec);
    }

    /** The cluster of a short command; standard error shows what the command waits for. */
    protected final Cluster cluster(AppSettings settings) {
        return Cluster.of(settings, spec);
    }
}
