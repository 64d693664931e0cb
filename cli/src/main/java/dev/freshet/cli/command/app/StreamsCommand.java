package dev.freshet.cli.command.app;

import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.RetentionNeeds;
import dev.freshet.cli.settings.Setting;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.TopicNeeds;
import dev.freshet.streams.StreamsApp;
import dev.freshet.streams.StreamsProgress;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.score.ServedModel;
import dev.freshet.streams.store.TaskCounter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet streams}. */
@Command(
        name = "streams",
        subcommands = StreamsResetCommand.class,
        description = {
            "Starts an instance of the streams app: reads user-events, keeps histories, writes training-examples, and"
                    + " answers score-requests in scores.",
            "Start more instances to share the partitions."
        },
        footer = {
            "",
            "  freshet streams -b kafka:9092 --registry http://registry:8081",
            "  freshet streams --state-dir state-2  a second instance on this machine",
            "  freshet streams --set kafka.num.standby.replicas=1  any setting of Kafka Streams",
            "  freshet streams reset --help  delete the app's state",
            "  freshet streams --set ticks.live=false --set requests.order=time  for a log from the past",
            "",
            "Needs a broker, a schema registry and the topics (freshet topics create). Requests are answered by"
                    + " popularity until freshet trainer has published a version. Stop it with Ctrl-C or SIGTERM; after a"
                    + " stop or a kill it continues where it was."
        })
public final class StreamsCommand extends FreshetCommand {

    @Setting("state.dir")
    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Directory of local state; each instance on a machine needs its own; default: freshet-state.")
    Path stateDir;

    @Mixin
    HealthOptions health;

    @Mixin
    private ConnectionOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings =
                options.settings(AppConfig.CONNECTION, TopologyConfig.DEFINITION, AppConfig.HEALTH, AppConfig.OUTAGES);
        TopologyConfig topology = settings.topology();
        try (CommandSession app = CommandSession.openApp(spec(), settings);
                HealthServer server = HealthServer.start(settings)) {
            Cluster cluster = Cluster.of(settings, app);
            cluster.requireTopicsOfApp(
                    new TopicNeeds(RetentionNeeds.ofStreams(settings), settings.text("application.id")));
            SchemaRegistry registry = cluster.registry();
            try (StreamsApp streams =
                    StreamsApp.start(topology, registry, notice -> app.console().say("model      " + notice))) {
                server.ask(
                        () -> streams.failure().map(CommandFailure::explain),
                        () -> streams.isRunning() ? Optional.empty() : Optional.of("taking over partitions"));
                app.console().say("running    " + settings.text("application.id") + " on " + settings.brokers());
                app.await(streams::failure, () -> false, () -> line(streams.progress()));
                return 0;
            }
        }
    }

    private static String line(StreamsProgress progress) {
        Map<Integer, Long> watermarks = progress.watermarks();
        return String.format(
                Locale.ROOT,
                "partitions %d  events %,d  accepted %,d  groups %,d  requests %,d  answered %,d%s%s  model %s  time %s",
                watermarks.size(),
                progress.counter(TaskCounter.EVENTS_IN),
                progress.counter(TaskCounter.ACCEPTED),
                progress.counter(TaskCounter.EXAMPLE_GROUPS),
                progress.counter(TaskCounter.REQUESTS_IN),
                progress.counter(TaskCounter.REQUESTS_ANSWERED),
                byPopularity(progress.counter(TaskCounter.REQUESTS_SCORING_FAILED), "scoring failed"),
                byPopularity(progress.counter(TaskCounter.REQUESTS_PAST_DEADLINE), "past the deadline"),
                model(progress.model()),
                watermarks.isEmpty() ? "-" : Instant.ofEpochMilli(Collections.min(watermarks.values())));
    }

    private static String byPopularity(long answers, String why) {
        return answers == 0 ? "" : String.format(Locale.ROOT, " (%,d by popularity: %s)", answers, why);
    }

    private static String model(ServedModel model) {
        String version = model.version() < 0 ? "-" : "v" + model.version();
        return model.refused() < 0 ? version : version + " (v" + model.refused() + " cannot serve)";
    }
}
