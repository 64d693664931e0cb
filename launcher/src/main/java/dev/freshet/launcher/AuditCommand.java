package dev.freshet.launcher;

import picocli.CommandLine.Command;

/** {@code freshet audit} and what is below it. */
@Command(
        name = "audit",
        description = "Holds your topics against what they promise.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditLeakageCommand.class})
final class AuditCommand {}
