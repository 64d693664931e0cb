package dev.freshet.cli.command.model;

import picocli.CommandLine.Command;

/** {@code freshet model} and its subcommands. */
@Command(
        name = "model",
        description = "Shows models, published or in files, and moves weights to and from PyTorch.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ModelListCommand.class,
            ModelDescribeCommand.class,
            ModelExportCommand.class,
            ModelImportCommand.class,
            ModelScoreCommand.class
        })
public final class ModelCommand {}
