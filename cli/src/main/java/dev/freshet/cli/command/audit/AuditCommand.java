package dev.freshet.cli.command.audit;

import picocli.CommandLine.Command;

/** {@code freshet audit} and its subcommands. */
@Command(
        name = "audit",
        description =
                "Checks your topics: nothing is lost or duplicated, a replay gives the same examples, and none leaks.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditBalanceCommand.class, AuditReplayCommand.class, AuditLeakageCommand.class},
        footer = {
            "",
            "Audits only read. They exit with 0 when the topics pass, and with 1 on a violation or when there is"
                    + " nothing to check."
        })
public final class AuditCommand {}
