package dev.freshet.cli.command.topic;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.RetentionNeeds;
import dev.freshet.schemas.topic.TopicNeeds;
import dev.freshet.schemas.topic.TopicNotice;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerConfig;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code freshet topics check}. */
@Command(
        name = "check",
        description = {
            "Checks that every topic exists, has its partitions and keeps the records that the apps need; changes"
                    + " nothing.",
            "Says what bounds of retention lose, and what the death of one broker would lose."
        },
        footer = {
            "",
            "  freshet topics check -b kafka:9092",
            "  freshet topics check --config shop.properties  with the windows of your apps"
        })
final class TopicsCheckCommand extends FreshetCommand {

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(
                AppConfig.CONNECTION, AppConfig.OUTAGES, TopologyConfig.DEFINITION, TrainerConfig.definition());
        List<TopicNotice> notices = cluster(settings).requireTopics(needs(settings));
        out().println("All " + Topics.names().size() + " topics are configured correctly.");
        notices.forEach(notice -> out().println(line(notice)));
        return 0;
    }

    /** What all apps need, with these settings. */
    static TopicNeeds needs(AppSettings settings) {
        return new TopicNeeds(RetentionNeeds.ofApps(settings), settings.text("application.id"));
    }

    static String line(TopicNotice notice) {
        return (notice.warning() ? "warning    " : "note       ") + notice.text();
    }
}
