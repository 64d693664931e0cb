package dev.freshet.cli.command.offline;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.LogWords;
import dev.freshet.cli.settings.RunSettings;
import dev.freshet.core.dataset.LogEvent;
import dev.freshet.core.dataset.Split;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.replay.LogEvents;
import dev.freshet.replay.LogScan;
import dev.freshet.replay.ShopLog;
import dev.freshet.trainer.offline.DatasetBuilder;
import dev.freshet.trainer.offline.DatasetSpec;
import dev.freshet.trainer.offline.DatasetSummary;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet dataset}. */
@Command(
        name = "dataset",
        description =
                "Builds a dataset for offline training of a shop's log: train, stop and judged parts, cut by time.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The flow, without Kafka:",
            "  freshet dataset LOG.parquet --out set",
            "  freshet pretrain set",
            "  freshet finetune set --init full --from set/pretrain/model.safetensors",
            "  freshet evaluate set --model set/finetune-full/model.safetensors",
            "",
            "Protocol stream uses the rules of the live stream; protocol notebook builds what the reference",
            "notebook builds, quirk by quirk. A log of a few days wants a shorter cut:  --valid 3d --gap 0d"
        })
public final class DatasetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

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
            description = "Length of the judged part at the log's end; default: ${DEFAULT-VALUE}.")
    private String valid;

    @Option(
            names = "--gap",
            paramLabel = "SPAN",
            defaultValue = "2d",
            description = "Left out between training and judging; default: ${DEFAULT-VALUE}.")
    private String gap;

    @Option(
            names = "--delay",
            paramLabel = "POLICY",
            description = {
                "How old the history is that a training group sees. Train for the delay of serving: none (default in",
                "protocol stream), uniform(2d,32d), whole-days[2,32) (default in protocol notebook), or a mixture."
            })
    private String delay;

    @Option(
            names = "--exclude-source",
            paramLabel = "SOURCE",
            description = "Impressions and cart additions there form no groups; the notebook's is ST_Catalog.")
    private Set<String> excluded = new LinkedHashSet<>();

    @Option(
            names = "--stop-users",
            paramLabel = "FRACTION",
            defaultValue = "0.05",
            description = "Customers kept from training to tell when to stop (stream); default: ${DEFAULT-VALUE}.")
    private double stopUsers;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Draws delays and stop customers; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the log: replay.column.user=visitor")
    private Map<String, String> set = new LinkedHashMap<>();

    enum ProtocolName {
        stream,
        notebook
    }

    @Override
    public Integer call() {
        RunSettings settings = RunSettings.of(set);
        try (Console console = new Console(spec.commandLine().getOut(), Boolean.getBoolean("freshet.terminal"));
                ShopLog log = ShopLog.open(files, settings.replay(), System.in)) {
            LogScan scan = LogWords.scan(log, console);
            Split split = split(scan);
            boolean notebook = protocol == ProtocolName.notebook;
            String usual = notebook ? "whole-days[2,32)" : "none";
            String policy = delay == null ? usual : delay;
            DatasetSpec recipe = new DatasetSpec(notebook, split, policy, excluded, stopUsers, seed);
            try (LogEvents events = LogEvents.of(log, scan)) {
                DatasetSummary summary = DatasetBuilder.build(shown(events, scan, console), recipe, out);
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

    private void say(Console console, DatasetSummary summary, long passedOver) {
        console.say(String.format(
                Locale.ROOT,
                "events     %s, %,d rows passed over; %,d users, %,d products, %,d sources",
                summary.events(),
                passedOver,
                summary.users(),
                summary.products(),
                summary.sources()));
        console.say("rules      " + summary.counts());
        summary.parts().forEach((part, counts) -> console.say(String.format(Locale.ROOT, "%-15s %s", part, counts)));
        console.say("dataset    " + out + " (summary.json has all of this)");
    }
}
