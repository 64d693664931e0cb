package dev.freshet.cli.command.run;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.ShutdownSignal;
import dev.freshet.cli.report.Report;
import dev.freshet.cli.settings.RunSettings;
import dev.freshet.simulator.Shop;
import dev.freshet.simulator.ShopFiles;
import dev.freshet.simulator.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet demo}. */
@Command(
        name = "demo",
        description = {
            "Simulates a shop and learns from it: broker, registry, streams app and trainer in this process,",
            "two to six minutes from nothing to the results."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The shop's customers have tastes that drift, buy again what is used up, follow seasons and",
            "fashions, meet new products, and look less at what stands lower on a page. The table at the end",
            "compares, over the same pages, the model with rankings that need no learning, and with the",
            "oracle: the simulation's own knowledge of what each customer wanted.",
            "",
            "Stop it with Ctrl-C at any time; the same command goes on from there. To start over, remove the",
            "data directory or name another one."
        })
public final class DemoCommand implements Callable<Integer> {

    /** Why each: docs/explanation/demo.md, "Settings". */
    private static final Map<String, String> DEFAULTS = Map.of(
            "replay.lead", "4h",
            "replay.tick.interval", "5m",
            "examples.watermark.interval", "5m",
            "publish.interval", "4h",
            "batch.span", "30m",
            "batch.parts", "16",
            "model.layers", "1",
            "dropout", "0",
            "learning.rate", "0.001",
            "loss.next.positive.weight", "1");

    private static final int PRODUCTS = 240;
    private static final int MOST_DAYS = 3650;

    @Spec
    private CommandSpec spec;

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
            description = "Customers, of whom half come in the course of the days; default: 1000.")
    private int customers;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Another shop; default: 1.")
    private long seed;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "freshet-data/demo",
            description = "What the demo keeps between starts; default: freshet-data/demo.")
    private Path dataDir;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Where to write the results.")
    private Path report;

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description = "A model file, of pretrain, finetune or model import, that the demo's model begins with.")
    private Path init;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting as of freshet run; may be repeated, and wins over the environment (FRESHET_NAME).")
    private Map<String, String> set = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        if (days < 1 || days > MOST_DAYS || customers < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--days must be 1 to " + MOST_DAYS + " and --customers at least 1");
        }
        if (init != null) {
            set.putIfAbsent("model.init", init.toString());
        }
        RunSettings settings = RunSettings.of(DEFAULTS, null, System.getenv(), set);
        if (report != null) {
            Report.requireWritable(report);
        }
        PrintWriter out = spec.commandLine().getOut();
        try (ShutdownSignal stop = ShutdownSignal.onSignal();
                Console console = new Console(out, Boolean.getBoolean("freshet.terminal"))) {
            ShopFiles files = new ShopFiles(dataDir);
            Simulation simulation = simulate(files, console);
            LocalRun run = new LocalRun(
                    List.of(files.log()),
                    dataDir,
                    true,
                    report,
                    settings,
                    console,
                    stop,
                    (request, products) -> Optional.of(simulation.appeals(request, products)));
            if (!stop.isRequested() && run.execute()) {
                sayWhatNext(console, files, settings);
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
        boolean given = spec.commandLine().getParseResult().hasMatchedOption(option);
        if (given && asked != kept) {
            throw new CommandFailure(option + " " + asked + " is not the shop's of " + files.properties()
                    + ", which has " + kept + "; leave it away to go on with that shop, or name another --data-dir");
        }
    }

    private static void sayWhatNext(Console console, ShopFiles files, RunSettings settings) {
        boolean fresh = settings.describe().get("model.init").isEmpty();
        console.say("");
        console.say("last 1/4: pages of the last quarter of the days; the model began "
                + (fresh ? "with random weights" : "as the file that --init named"));
        console.say("oracle: knows what every customer wanted; its rest to 1 is chance and place on the page");
        console.say("");
        console.say("The shop's log is " + files.log() + ". Next:");
        console.say("  zcat " + files.log() + " | head          look at it");
        console.say("  freshet run LOG.csv.gz --until-end     the same with a log of yours; freshet run --help");
        console.say("  freshet demo --seed 2 --data-dir DIR   another shop");
    }
}
