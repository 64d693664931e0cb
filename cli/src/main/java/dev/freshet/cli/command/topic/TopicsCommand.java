package dev.freshet.cli.command.topic;

import picocli.CommandLine.Command;

/** {@code freshet topics} and its subcommands. */
@Command(
        name = "topics",
        description = "Creates, checks, lists and digests the topics.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TopicsCreateCommand.class,
            TopicsCheckCommand.class,
            TopicsListCommand.class,
            TopicsDigestCommand.class
        })
public final class TopicsCommand {}
