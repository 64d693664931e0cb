package dev.freshet.cli.command.topic;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code freshet topics list}. */
@Command(
        name = "list",
        description = "Lists the topics with their partitions, offsets and bytes.",
        footer = {
            "",
            "  freshet topics list -b kafka:9092",
            "",
            "Offsets count transaction markers too. Bytes are those of all replicas on the brokers' disks."
        })
final class TopicsListCommand extends FreshetCommand {

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(AppConfig.KAFKA);
        cluster(settings).withTopics(admin -> {
            out().println(String.format(
                    Locale.ROOT, "%-20s %10s %14s %16s", "topic", "partitions", "offsets", "bytes"));
            TopicSizes.of(admin)
                    .forEach((topic, size) -> out().println(String.format(
                            Locale.ROOT,
                            "%-20s %10d %,14d %16s",
                            topic.topic(),
                            size.partitions(),
                            size.offsets(),
                            size.bytes().isEmpty()
                                    ? "-"
                                    : String.format(
                                            Locale.ROOT, "%,d", size.bytes().getAsLong()))));
        });
        return 0;
    }
}
