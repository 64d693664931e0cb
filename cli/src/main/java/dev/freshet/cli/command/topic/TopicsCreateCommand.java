package dev.freshet.cli.command.topic;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.Setting;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet topics create}. */
@Command(
        name = "create",
        description = {
            "Creates the topics that are missing and checks those that exist: their partitions, and that they keep"
                    + " their records.",
            "It is safe to repeat."
        },
        footer = {
            "",
            "  freshet topics create -b kafka:9092 --partitions 12 --replication-factor 3",
            "",
            "Needs a broker. The number of partitions limits how many streams apps can share the work, and cannot"
                    + " change later."
        })
final class TopicsCreateCommand extends FreshetCommand {

    @Setting(AppConfig.PARTITIONS)
    @Option(names = "--partitions", paramLabel = "N", description = "Partitions of the topics; default: 4.")
    Integer partitions;

    @Setting(AppConfig.REPLICATION)
    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Replicas of topics that are created; default: the broker's.")
    Integer replication;

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(AppConfig.KAFKA, AppConfig.TOPICS);
        TopicSettings wanted = TopicSettings.of(settings.integer(AppConfig.PARTITIONS))
                .withReplicationFactor(settings.integer(AppConfig.REPLICATION));
        cluster(settings).withTopics(admin -> {
            List<String> created = TopicAdmin.ensure(admin, wanted);
            Topics.names()
                    .forEach(topic -> out().println((created.contains(topic) ? "created    " : "is there   ") + topic));
        });
        return 0;
    }
}
