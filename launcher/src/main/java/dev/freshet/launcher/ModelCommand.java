package dev.freshet.launcher;

import dev.freshet.schemas.AvroSerde;
import dev.freshet.schemas.ModelTopicReader;
import dev.freshet.schemas.ModelVersion;
import dev.freshet.schemas.VersionAssembler;
import dev.freshet.trainer.TrainerConfig;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet model} and what is below it. */
@Command(
        name = "model",
        description = "Looks at the published versions of the model.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ModelCommand.ListVersions.class)
final class ModelCommand {

    /** {@code freshet model list}. */
    @Command(
            name = "list",
            description = {
                "Lists the versions that are kept in the model topic, oldest first: the version, which is the number of",
                "steps trained, the time of the events it was judged on and has learned, NDCG@10 of the versions before",
                "it on these groups beside random order, products known, and size."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false,
            footer = {
                "",
                "  freshet model list -b kafka:9092 --registry http://registry:8081",
                "  freshet model list --digest      equal digests are equal weights",
                "",
                "Needs a broker, a schema registry and the topics. freshet trainer publishes; model.versions.kept",
                "says how many stay. The results of all versions ever are in topic training-metrics."
            })
    static final class ListVersions implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Option(names = "--model", paramLabel = "NAME", description = "The model; default: default.")
        private String model;

        @Option(names = "--digest", description = "Also print SHA-256 of weights and vocabularies.")
        private boolean digest;

        @Mixin
        private ConnectionOptions options;

        @Override
        public Integer call() throws Exception {
            Map<String, Object> given = model == null ? Map.of() : Map.of("model.name", model);
            AppSettings settings = options.settings(given, AppConfig.CONNECTION, TrainerConfig.definition());
            List<ModelVersion> versions;
            List<String> refused = new ArrayList<>();
            try (Console console = new Console(spec.commandLine().getErr(), false)) {
                Cluster cluster = new Cluster(settings, console, new Stop());
                try (Admin admin = cluster.connect()) {
                    cluster.requireTopics(admin);
                }
                AvroSerde serde = new AvroSerde(cluster.registry());
                try (ModelTopicReader reader = ModelTopicReader.open(
                        settings.kafka(), serde, settings.text("model.name"), r -> refused.add(r.toString()))) {
                    reader.readToEnd();
                    VersionAssembler assembler = reader.assembler();
                    versions = assembler.versions().stream()
                            .map(version -> assembler.version(version).orElseThrow())
                            .toList();
                }
            }
            PrintWriter out = spec.commandLine().getOut();
            refused.forEach(refusal -> out.println("refused    " + refusal));
            if (versions.isEmpty()) {
                out.println("No version of model " + settings.text("model.name")
                        + " is published yet; freshet trainer publishes the first after publish.interval of events.");
            } else {
                VersionTable.of(versions, digest).forEach(out::println);
            }
            return 0;
        }
    }
}
