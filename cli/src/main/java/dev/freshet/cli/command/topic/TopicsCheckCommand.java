package dev.freshet.cli.command.topic;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.schemas.topic.Topics;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet topics check}. */
@Command(
        name = "check",
        description = "Checks that every topic is there, has its partitions and loses no records; changes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "  freshet topics check -b kafka:9092"})
final class TopicsCheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(Map.of(), AppConfig.KAFKA);
        Cluster.of(settings, spec).requireTopics();
        spec.commandLine().getOut().println("All " + Topics.names().size() + " topics are as they must be.");
        return 0;
    }
}
