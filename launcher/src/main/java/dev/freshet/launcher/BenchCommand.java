package dev.freshet.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code freshet bench}. */
@Command(
        name = "bench",
        description = "Measures Freshet; what is measured is checked first.",
        mixinStandardHelpOptions = true,
        subcommands = {BenchTrainCommand.class, BenchMemoryCommand.class, BenchBatchesCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class BenchCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name what to measure: train, memory or batches");
    }
}
