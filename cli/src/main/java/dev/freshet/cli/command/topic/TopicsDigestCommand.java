package dev.freshet.cli.command.topic;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.report.ExampleDigest;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.schemas.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code freshet topics digest}. */
@Command(
        name = "digest",
        description = {
            "Prints the SHA-256 of the committed records of a topic: of each the partition, time, key and value.",
            "Two systems with the same digest of training-examples have made the same examples."
        },
        footer = {"", "  freshet topics digest -b kafka:9092", "  freshet topics digest scores"})
final class TopicsDigestCommand extends FreshetCommand {

    @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "Default: training-examples.")
    private String topic = Topics.TRAINING_EXAMPLES.topic();

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        if (!Topics.names().contains(topic)) {
            throw new CommandFailure("topic " + topic + " is not one of Freshet's topics: " + Topics.names());
        }
        AppSettings settings = options.settings(AppConfig.KAFKA);
        cluster(settings).requireTopics();
        out().println(ExampleDigest.ofTopic(settings.kafka(), topic) + "  " + topic);
        return 0;
    }
}
