package dev.freshet.cli.command.model;

import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.command.PublishedModels;
import dev.freshet.cli.report.VersionTable;
import dev.freshet.cli.settings.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet model list}. */
@Command(
        name = "list",
        description = "Lists the versions that the model topic keeps, oldest first. Columns: the version, which is the"
                + " number of training steps; the event time it is trained up to; the groups since the version"
                + " before, NDCG@10 on them and that of random order; known products; size.",
        footer = {
            "",
            "  freshet model list -b kafka:9092 --registry http://registry:8081",
            "  freshet model list --digest  equal digests mean equal weights",
            "",
            "Needs a broker, a schema registry and the topics. freshet trainer publishes versions; model.versions.kept"
                    + " says how many remain. Topic training-metrics has the results of all versions."
        })
final class ModelListCommand extends FreshetCommand {

    @Setting("model.name")
    @Option(names = "--model", paramLabel = "NAME", description = "The model; default: default.")
    String model;

    @Option(names = "--digest", description = "Also print SHA-256 of weights and vocabularies.")
    private boolean digest;

    @Mixin
    private ConnectionOptions options;

    @Override
    public Integer call() throws Exception {
        PublishedModels published = PublishedModels.read(spec(), options);
        published.refused().forEach(refusal -> out().println("refused    " + refusal));
        if (published.versions().isEmpty()) {
            out().println("No version of model " + published.settings().text("model.name")
                    + " is published yet; freshet trainer publishes the first after publish.interval of events.");
        } else {
            VersionTable.of(published.versions(), digest).forEach(out()::println);
        }
        return 0;
    }
}
