package dev.freshet.launcher;

import dev.freshet.schemas.TopicAdmin;
import dev.freshet.schemas.TopicSettings;
import dev.freshet.schemas.Topics;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet topics} and what is below it. */
@Command(
        name = "topics",
        description = "Creates, checks and looks at the topics.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TopicsCommand.Create.class,
            TopicsCommand.Check.class,
            TopicsCommand.ListTopics.class,
            TopicsCommand.Digest.class
        })
final class TopicsCommand {

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
    static final class Create implements Callable<Integer> {

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
        private ConnectionOptions options;

        @Override
        public Integer call() throws Exception {
            Map<String, Object> given = new HashMap<>();
            given.put(AppConfig.PARTITIONS, partitions);
            given.put(AppConfig.REPLICATION, replication);
            AppSettings settings = options.settings(given, AppConfig.CONNECTION, AppConfig.TOPICS);
            PrintWriter out = spec.commandLine().getOut();
            TopicSettings wanted = TopicSettings.of(settings.integer(AppConfig.PARTITIONS))
                    .withReplicationFactor(settings.integer(AppConfig.REPLICATION));
            withAdmin(
                    spec,
                    settings,
                    (cluster, admin) -> cluster.mendable(() -> {
                        List<String> created = TopicAdmin.ensure(admin, wanted);
                        Topics.names()
                                .forEach(topic ->
                                        out.println((created.contains(topic) ? "created    " : "is there   ") + topic));
                    }));
            return 0;
        }
    }

    /** {@code freshet topics check}. */
    @Command(
            name = "check",
            description = "Checks that every topic is there, has its partitions and loses no records; changes nothing.",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            footer = {"", "  freshet topics check -b kafka:9092"})
    static final class Check implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private ConnectionOptions options;

        @Override
        public Integer call() throws Exception {
            AppSettings settings = options.settings(Map.of(), AppConfig.CONNECTION);
            withAdmin(spec, settings, Cluster::requireTopics);
            spec.commandLine().getOut().println("All " + Topics.names().size() + " topics are as they must be.");
            return 0;
        }
    }

    /** {@code freshet topics list}. */
    @Command(
            name = "list",
            description = "Lists the topics with their partitions and what they hold.",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            footer = {"", "  freshet topics list -b kafka:9092", "", "Offsets count transaction markers too."})
    static final class ListTopics implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private ConnectionOptions options;

        @Override
        public Integer call() throws Exception {
            AppSettings settings = options.settings(Map.of(), AppConfig.CONNECTION);
            PrintWriter out = spec.commandLine().getOut();
            withAdmin(
                    spec,
                    settings,
                    (cluster, admin) -> cluster.mendable(() -> {
                        out.println(String.format(Locale.ROOT, "%-20s %10s %14s", "topic", "partitions", "offsets"));
                        TopicSizes.of(admin)
                                .forEach((topic, size) -> out.println(String.format(
                                        Locale.ROOT,
                                        "%-20s %10d %,14d",
                                        topic.topic(),
                                        size.partitions(),
                                        size.offsets())));
                    }));
            return 0;
        }
    }

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
    static final class Digest implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "Default: training-examples.")
        private String topic = Topics.TRAINING_EXAMPLES.topic();

        @Mixin
        private ConnectionOptions options;

        @Override
        public Integer call() throws Exception {
            if (!Topics.names().contains(topic)) {
                throw new Failure("topic " + topic + " is none of Freshet's: " + Topics.names());
            }
            AppSettings settings = options.settings(Map.of(), AppConfig.CONNECTION);
            withAdmin(spec, settings, Cluster::requireTopics);
            spec.commandLine().getOut().println(ExampleDigest.ofTopic(settings.kafka(), topic) + "  " + topic);
            return 0;
        }
    }

    @FunctionalInterface
    private interface Work {
        void with(Cluster cluster, Admin admin);
    }

    private static void withAdmin(CommandSpec spec, AppSettings settings, Work work) throws InterruptedException {
        try (Console console = new Console(spec.commandLine().getErr(), false)) {
            Cluster cluster = new Cluster(settings, console, new Stop());
            try (Admin admin = cluster.connect()) {
                work.with(cluster, admin);
            }
        }
    }
}
