package dev.freshet.cli.command.audit;

import picocli.CommandLine.Command;

/** {@code freshet audit} and what is below it. */
@Command(
        name = "audit",
        description = "Holds your topics against what they promise: nothing lost, nothing twice, and the same again.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditBalanceCommand.class, AuditReplayCommand.class, AuditLeakageCommand.class},
        footer = {
            "",
            "Audits read only. They end with 0 when all is well, with 1 when something is",
            "not, and with 1 when there is nothing to look at: that does not pass."
        })
public final class AuditCommand {}
