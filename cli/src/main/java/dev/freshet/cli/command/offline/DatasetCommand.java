package dev.freshet.cli.command.offline;

import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.LogCheck;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.SettingOptions;
import dev.freshet.core.dataset.LogEvent;
import dev.freshet.core.dataset.Split;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.replay.LogEvents;
import dev.freshet.replay.LogScan;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.replay.ShopLog;
import dev.freshet.trainer.offline.DatasetBuilder;
import dev.freshet.trainer.offline.DatasetSpec;
import dev.freshet.trainer.offline.DatasetSummary;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet dataset}. */
@Command(
        name = "dataset",
        description =
                "Builds a dataset for offline training from a shop's log, cut by time into parts to train on, to stop"
                        + " by and to evaluate on.",
        footer = {
            "",
            "The flow, without Kafka:",
            "  freshet dataset LOG.parquet --out set",
            "  freshet pretrain set",
            "  freshet finetune set --init full --from set/pretrain/model.safetensors",
            "  freshet evaluate set --model set/finetune-full/model.safetensors",
            "",
            "Protocol stream uses the rules of the live stream; protocol notebook repeats the reference notebook"
                    + " exactly.",
            "A log of a few days needs a shorter evaluated part:  --valid 3d --gap 0d"
        })
public final class DatasetCommand extends FreshetCommand {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The log: CSV, JSONL (gzipped or not) or Parquet.")
    private List<Path> files;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A new directory for the dataset.")
    private Path out;

    @Option(
            names = "--protocol",
            paramLabel = "stream|notebook",
            defaultValue = "stream",
            description = "Rules that build it; default: ${DEFAULT-VALUE}.")
    private ProtocolName protocol;

    @Option(
            names = "--valid",
            paramLabel = "SPAN",
            defaultValue = "30d",
            description = "Length of the evaluated part at the log's end; default: ${DEFAULT-VALUE}.")
    private String valid;

    @Option(
            names = "--gap",
            paramLabel = "SPAN",
            defaultValue = "2d",
            description = "Time left out between training and evaluation; default: ${DEFAULT-VALUE}.")
    private String gap;

    @Option(
            names = "--delay",
            paramLabel = "POLICY",
            description =
                    "Age of the history that a training group sees. Choose the delay that serving has: none (default"
                            + " in protocol stream), uniform(2d,32d), whole-days[2,32) (default in protocol notebook), or"
                            + " a mixture.")
    private String delay;

    @Option(
            names = "--exclude-source",
            paramLabel = "SOURCE",
            description =
                    "Source whose impressions and cart additions form no groups; the notebook excludes ST_Catalog.")
    private Set<String> excluded = new LinkedHashSet<>();

    @Option(
            names = "--stop-users",
            paramLabel = "FRACTION",
            defaultValue = "0.05",
            description =
                    "Fraction of customers left out of training and used to decide when to stop (protocol stream);"
                            + " default: ${DEFAULT-VALUE}.")
    private double stopUsers;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of delays and of the choice of customers; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private SettingOptions options;

    enum ProtocolName {
        stream,
        notebook
    }

    @Override
    public Integer call() {
        AppSettings settings = options.settings(ReplayConfig.DEFINITION);
        try (Console console = Console.onStandardOutput(spec());
                ShopLog log = ShopLog.open(files, settings.replay(), System.in)) {
            LogScan scan = LogCheck.scan(log, console);
            Split split = split(scan);
            boolean notebook = protocol == ProtocolName.notebook;
            String usual = notebook ? "whole-days[2,32)" : "none";
            String policy = delay == null ? usual : delay;
            DatasetSpec spec = new DatasetSpec(notebook, split, policy, excluded, stopUsers, seed);
            try (LogEvents events = LogEvents.of(log, scan)) {
                DatasetSummary summary = DatasetBuilder.build(shown(events, scan, console), spec, out);
                say(console, summary, events.skipped());
            }
            return 0;
        }
    }

    private Split split(LogScan scan) {
        try {
            return Split.of(scan.firstTime(), scan.lastTime(), TimeSpan.parse(valid), TimeSpan.parse(gap));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage() + "; --valid and --gap set them, as in --valid 3d --gap 0d", e);
        }
    }

    private static Iterator<LogEvent> shown(LogEvents events, LogScan scan, Console console) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return events.hasNext();
            }

            @Override
            public LogEvent next() {
                console.live(() -> String.format(
                        Locale.ROOT,
                        "building   %,d of %,d rows (%d%%)",
                        events.read(),
                        scan.rows(),
                        100 * events.read() / scan.rows()));
                return events.next();
            }
        };
    }

    private void say(Console console, DatasetSummary summary, long skipped) {
        console.say(String.format(
                Locale.ROOT,
                "events     %s, %,d rows skipped; %,d users, %,d products, %,d sources",
                summary.events(),
                skipped,
                summary.users(),
                summary.products(),
                summary.sources()));
        console.say("rules      " + summary.counts());
        summary.parts().forEach((part, counts) -> console.say(String.format(Locale.ROOT, "%-15s %s", part, counts)));
        console.say("dataset    " + out + " (summary.json has all of this)");
    }
}
