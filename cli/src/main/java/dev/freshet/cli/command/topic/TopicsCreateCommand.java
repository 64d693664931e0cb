package dev.freshet.cli.command.topic;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.Setting;
import dev.freshet.schemas.topic.RetentionSetting;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicNeeds;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerConfig;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet topics create}. */
@Command(
        name = "create",
        description = {
            "Creates the topics that are missing and checks those that exist: their partitions, and that they keep"
                    + " the records that the apps need.",
            "It is safe to repeat."
        },
        footer = {
            "",
            "  freshet topics create -b kafka:9092 --partitions 12 --replication-factor 3",
            "  freshet topics create --retention user-events=90d --retention scores=7d",
            "  freshet topics create --retention-bytes dead-letters=10GiB",
            "",
            "Needs a broker. The number of partitions limits how many streams apps can share the work, and cannot"
                    + " change later. Retention counts from the time of the event: with a bound, the broker deletes the"
                    + " older rows of a replayed log at once, so freshet replay refuses such a log. A topic that exists"
                    + " keeps its bounds; the command names the difference from those that you ask for."
        })
final class TopicsCreateCommand extends FreshetCommand {

    @Setting(AppConfig.PARTITIONS)
    @Option(names = "--partitions", paramLabel = "N", description = "Partitions of the topics; default: 4.")
    Integer partitions;

    @Setting(AppConfig.REPLICATION)
    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Replicas of topics that are created; default: the broker's. Three or more get"
                    + " min.insync.replicas=2.")
    Integer replication;

    @Setting(AppConfig.RETENTION)
    @Option(
            names = "--retention",
            paramLabel = "TOPIC=SPAN",
            description = "How long a topic keeps its records, as in scores=7d; repeatable; default: for ever.")
    List<String> retention;

    @Setting(AppConfig.RETENTION_BYTES)
    @Option(
            names = "--retention-bytes",
            paramLabel = "TOPIC=SIZE",
            description =
                    "Most bytes of each partition of a topic, as in dead-letters=10GiB; repeatable; default: any.")
    List<String> retentionBytes;

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(
                AppConfig.CONNECTION,
                AppConfig.TOPICS,
                AppConfig.OUTAGES,
                TopologyConfig.DEFINITION,
                TrainerConfig.definition());
        TopicNeeds needs = TopicsCheckCommand.needs(settings);
        TopicSettings wanted = wanted(settings);
        Cluster cluster = cluster(settings);
        cluster.withTopics(admin -> {
            List<String> created = TopicAdmin.ensure(admin, wanted, needs);
            Topics.names()
                    .forEach(topic -> out().println((created.contains(topic) ? "created    " : "is there   ") + topic));
        });
        cluster.requireTopics(needs).forEach(notice -> out().println(TopicsCheckCommand.line(notice)));
        return 0;
    }

    private static TopicSettings wanted(AppSettings settings) {
        return TopicSettings.of(settings.integer(AppConfig.PARTITIONS))
                .withReplication(settings.integer(AppConfig.REPLICATION), settings.integer(AppConfig.MIN_INSYNC))
                .withCompression(settings.text(AppConfig.COMPRESSION))
                .withRetention(
                        RetentionSetting.spans(AppConfig.RETENTION, settings.list(AppConfig.RETENTION)),
                        RetentionSetting.sizes(AppConfig.RETENTION_BYTES, settings.list(AppConfig.RETENTION_BYTES)));
    }
}
