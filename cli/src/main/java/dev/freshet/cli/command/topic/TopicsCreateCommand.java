package dev.freshet.cli.command.topic;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet topics create}. */
@Command(
        name = "create",
        description = {
            "Creates the topics that are missing and checks those that exist: their partitions, and that they",
            "lose no records. Again and again is fine."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  freshet topics create -b kafka:9092 --partitions 12 --replication-factor 3",
            "",
            "Needs a broker. The number of partitions bounds how many streams apps can share the work, and stays."
        })
final class TopicsCreateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--partitions", paramLabel = "N", description = "Partitions of the topics; default: 4.")
    private Integer partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Replicas of topics that are created; default: the broker's.")
    private Integer replication;

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> given = new HashMap<>();
        given.put(AppConfig.PARTITIONS, partitions);
        given.put(AppConfig.REPLICATION, replication);
        AppSettings settings = options.settings(given, AppConfig.KAFKA, AppConfig.TOPICS);
        PrintWriter out = spec.commandLine().getOut();
        TopicSettings wanted = TopicSettings.of(settings.integer(AppConfig.PARTITIONS))
                .withReplicationFactor(settings.integer(AppConfig.REPLICATION));
        Cluster.of(settings, spec).withTopics(admin -> {
            List<String> created = TopicAdmin.ensure(admin, wanted);
            Topics.names()
                    .forEach(topic -> out.println((created.contains(topic) ? "created    " : "is there   ") + topic));
        });
        return 0;
    }
}
