package dev.freshet.cli.command.bench;

import dev.freshet.bench.feature.FeatureBench;
import dev.freshet.bench.feature.FeaturePlan;
import dev.freshet.bench.feature.FeatureReport;
import dev.freshet.cli.command.FreshetCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet bench features}. */
@Command(
        name = "features",
        description =
                "Measures what live features and the term that reads them add to an answer, after the term was checked."
                        + " Prints one line of JSON.",
        footer = {
            "",
            "  freshet bench features  half a minute",
            "  freshet bench features --candidates 100 --products 50000 --json features.json",
            "",
            "A request of a customer with a long history, statistics with 64 partners a product, a new model of the default"
                    + " shape. Times are the thread's processor time."
        })
final class BenchFeaturesCommand extends FreshetCommand {

    @Mixin
    private BenchOutput output;

    @Option(names = "--candidates", defaultValue = "15", description = "Of a request; default: ${DEFAULT-VALUE}.")
    private int candidates;

    @Option(names = "--events", defaultValue = "512", description = "Of the history; default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(names = "--products", defaultValue = "1000", description = "Of the shop; default: ${DEFAULT-VALUE}.")
    private int products;

    @Option(names = "--requests", defaultValue = "500", description = "To measure; default: ${DEFAULT-VALUE}.")
    private int requests;

    @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Override
    public Integer call() {
        FeaturePlan plan = new FeaturePlan(candidates, events, products, requests, rounds);
        output.write(bench -> FeatureBench.run(plan, bench), FeatureReport::lines);
        return 0;
    }
}
