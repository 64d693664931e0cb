package dev.freshet.launcher;

import picocli.CommandLine.Command;

/** {@code freshet model} and what is below it. */
@Command(
        name = "model",
        description = "Looks at models, published or in files, and moves weights to and from PyTorch.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ModelListCommand.class,
            ModelDescribeCommand.class,
            ModelExportCommand.class,
            ModelImportCommand.class,
            ModelScoreCommand.class
        })
final class ModelCommand {}
