package dev.freshet.cli.command.topic;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet topics list}. */
@Command(
        name = "list",
        description = "Lists the topics with their partitions and what they hold.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "  freshet topics list -b kafka:9092", "", "Offsets count transaction markers too."})
final class TopicsListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(Map.of(), AppConfig.KAFKA);
        PrintWriter out = spec.commandLine().getOut();
        Cluster.of(settings, spec).withTopics(admin -> {
            out.println(String.format(Locale.ROOT, "%-20s %10s %14s", "topic", "partitions", "offsets"));
            TopicSizes.of(admin)
                    .forEach((topic, size) -> out.println(String.format(
                            Locale.ROOT, "%-20s %10d %,14d", topic.topic(), size.partitions(), size.offsets())));
        });
        return 0;
    }
}
