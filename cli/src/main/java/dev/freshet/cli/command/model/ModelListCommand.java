package dev.freshet.cli.command.model;

import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.command.PublishedModels;
import dev.freshet.cli.report.VersionTable;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
final class ModelListCommand implements Callable<Integer> {

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
        PublishedModels published = PublishedModels.read(spec, options, model);
        PrintWriter out = spec.commandLine().getOut();
        published.refused().forEach(refusal -> out.println("refused    " + refusal));
        if (published.versions().isEmpty()) {
            out.println("No version of model " + published.settings().text("model.name")
                    + " is published yet; freshet trainer publishes the first after publish.interval of events.");
        } else {
            VersionTable.of(published.versions(), digest).forEach(out::println);
        }
        return 0;
    }
}
