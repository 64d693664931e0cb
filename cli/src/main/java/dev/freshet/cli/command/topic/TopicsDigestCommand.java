package dev.freshet.cli.command.topic;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.report.ExampleDigest;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.schemas.topic.Topics;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet topics digest}. */
@Command(
        name = "digest",
        description = {
            "Prints SHA-256 over what is committed in a topic: of each record its partition, time, key and value.",
            "Two systems with the same digest of training-examples made the same examples of their logs."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "  freshet topics digest -b kafka:9092", "  freshet topics digest scores"})
final class TopicsDigestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "Default: training-examples.")
    private String topic = Topics.TRAINING_EXAMPLES.topic();

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        if (!Topics.names().contains(topic)) {
            throw new CommandFailure("topic " + topic + " is none of Freshet's: " + Topics.names());
        }
        AppSettings settings = options.settings(Map.of(), AppConfig.KAFKA);
        Cluster.of(settings, spec).requireTopics();
        spec.commandLine().getOut().println(ExampleDigest.ofTopic(settings.kafka(), topic) + "  " + topic);
        return 0;
    }
}
