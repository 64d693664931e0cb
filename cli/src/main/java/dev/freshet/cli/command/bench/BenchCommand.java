package dev.freshet.cli.command.bench;

import picocli.CommandLine.Command;

/** {@code freshet bench}. */
@Command(
        name = "bench",
        description = "Measures Freshet; what is measured is checked first.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchTrainCommand.class,
            BenchMemoryCommand.class,
            BenchBatchesCommand.class,
            BenchTimersCommand.class,
            BenchFeaturesCommand.class
        })
public final class BenchCommand {}
