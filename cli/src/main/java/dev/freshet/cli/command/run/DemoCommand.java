package dev.freshet.cli.command.run;

import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.report.ResultFiles;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.simulator.Shop;
import dev.freshet.simulator.ShopFiles;
import dev.freshet.simulator.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code freshet demo}. */
@Command(
        name = "demo",
        description =
                "Simulates a shop and trains on it: broker, registry, streams app and trainer in this process, two to"
                        + " six minutes to the results.",
        footer = {
            "",
            "The shop's customers have tastes that drift, buy again what is used up, follow seasons and fashions, meet"
                    + " new products, and look less at products lower on a page. The table at the end compares, over the"
                    + " same pages, the model with baselines that need no training, and with the oracle, which knows from"
                    + " the simulation what each customer wanted.",
            "",
            "Stop it with Ctrl-C at any time; the same command continues from there. To start over, remove the data"
                    + " directory or choose another one."
        })
public final class DemoCommand extends FreshetCommand {

    /** docs/explanation/demo.md, "Settings", gives the reason for each. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "replay.lead", "4h",
            "replay.tick.interval", "5m",
            "examples.watermark.interval", "5m",
            "publish.interval", "4h",
            "batch.parts", "16",
            "model.layers", "1",
            "dropout", "0",
            "learning.rate", "0.001",
            "loss.next.positive.weight", "1");

    private static final int PRODUCTS = 240;
    private static final int MOST_DAYS = 3650;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "60",
            description = "Days simulated, ending now; default: 60.")
    private int days;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Customers; half of them arrive during the simulated days; default: 1000.")
    private int customers;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the simulation; default: 1.")
    private long seed;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "freshet-data/demo",
            description = "Data that the demo keeps between starts; default: freshet-data/demo.")
    private Path dataDir;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws Exception {
        if (days < 1 || days > MOST_DAYS || customers < 1) {
            throw new ParameterException(
                    spec().commandLine(), "--days must be 1 to " + MOST_DAYS + " and --customers at least 1");
        }
        AppSettings settings = options.runSettings(DEFAULTS);
        ResultFiles results = options.results(dataDir);
        try (CommandSession session = openSession()) {
            ShopFiles files = new ShopFiles(dataDir);
            Simulation simulation = simulate(files, session.console());
            LocalRun run = new LocalRun(
                    List.of(files.log()),
                    dataDir,
                    true,
                    results,
                    settings,
                    session,
                    (request, products) -> Optional.of(simulation.appeals(request, products)));
            if (!session.stop().isRequested() && run.execute()) {
                sayWhatNext(session.console(), files, settings);
            }
            return 0;
        }
    }

    private Simulation simulate(ShopFiles files, Console console) {
        try {
            Shop shop = files.keep(
                    new Shop(seed, customers, PRODUCTS, days, Instant.now().truncatedTo(ChronoUnit.HOURS)));
            refuseAnother(shop, files);
            console.say(String.format(
                    Locale.ROOT,
                    "shop       %,d customers, %,d products, %d days until %s, seed %d; simulating it ...",
                    shop.customers(),
                    shop.products(),
                    shop.days(),
                    shop.end(),
                    shop.seed()));
            Simulation simulation = Simulation.of(shop);
            files.writeLog(simulation);
            return simulation;
        } catch (IOException e) {
            throw new CommandFailure("the shop cannot be kept in " + dataDir + ": " + CommandFailure.explain(e), e);
        }
    }

    private void refuseAnother(Shop kept, ShopFiles files) {
        refuseAnother("--days", days, kept.days(), files);
        refuseAnother("--customers", customers, kept.customers(), files);
        refuseAnother("--seed", seed, kept.seed(), files);
    }

    private void refuseAnother(String option, long asked, long kept, ShopFiles files) {
        boolean given = spec().commandLine().getParseResult().hasMatchedOption(option);
        if (given && asked != kept) {
            throw new CommandFailure(
                    option + " " + asked + " is not the shop's of " + files.properties() + ", which has " + kept
                            + "; leave it out to continue with that shop, or choose another --data-dir");
        }
    }

    private static void sayWhatNext(Console console, ShopFiles files, AppSettings settings) {
        boolean fresh = settings.text("model.init").isEmpty();
        console.say("");
        console.say("last 1/4: pages of the last quarter of the days; the model started "
                + (fresh ? "with random weights" : "from the file of --init"));
        console.say("oracle: knows what every customer wanted; the gap to 1 is chance and the place on the page");
        console.say("");
        console.say("The shop's log is " + files.log() + ". Next:");
        console.say("  zcat " + files.log() + " | head          look at it");
        console.say("  freshet run LOG.csv.gz --until-end     the same with your log; see freshet run --help");
        console.say("  freshet demo --seed 2 --data-dir DIR   another shop");
    }
}
