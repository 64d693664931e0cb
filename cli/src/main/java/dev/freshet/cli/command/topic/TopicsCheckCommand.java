package dev.freshet.cli.command.topic;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.schemas.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code freshet topics check}. */
@Command(
        name = "check",
        description = "Checks that every topic exists, has its partitions and keeps its records; changes nothing.",
        footer = {"", "  freshet topics check -b kafka:9092"})
final class TopicsCheckCommand extends FreshetCommand {

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(AppConfig.KAFKA);
        cluster(settings).requireTopics();
        out().println("All " + Topics.names().size() + " topics are configured correctly.");
        return 0;
    }
}
