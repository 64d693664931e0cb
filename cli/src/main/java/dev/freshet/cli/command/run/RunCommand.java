package dev.freshet.cli.command.run;

import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.ShutdownSignal;
import dev.freshet.cli.report.Report;
import dev.freshet.cli.settings.RunSettings;
import dev.freshet.trainer.evaluation.Oracle;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet run}. */
@Command(
        name = "run",
        description = {
            "Streams a shop's log through Kafka, the streams app and the trainer, all in this process,",
            "and shows how well the model ranks while it learns."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The log is CSV or JSONL, plain or gzipped, or Parquet, with the columns user_id, product_id,",
            "action_type (VIEW, CLICK, CART_UPDATE or PURCHASE), source_type, timestamp and request_id.",
            "Other names:  --set replay.column.user=visitor      unit of time:  --set replay.time.unit=s",
            "",
            "Defaults suit a log of two weeks (delay.policy=none). For months of log, train for the delay",
            "that serving will have:  --set 'delay.policy=0.5*none + 0.5*uniform(2d,32d)'",
            "",
            "Stop it with Ctrl-C at any time; the same command goes on from there."
        })
public final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The log, of one or more files; - reads a pipe.")
    private List<Path> files;

    @Option(names = "--until-end", description = "End when the log has ended and everything of it is learned.")
    private boolean untilEnd;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Where to write the results.")
    private Path report;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "What the run keeps between starts; default: freshet-data/NAME-OF-THE-LOG.")
    private Path dataDir;

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description = "A model file, of pretrain, finetune or model import, that the run's model begins with.")
    private Path init;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting; may be repeated, and wins over environment (FRESHET_NAME) and --config.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--config", paramLabel = "FILE.properties", description = "A file of settings.")
    private Path config;

    @Override
    public Integer call() throws Exception {
        if (init != null) {
            set.putIfAbsent("model.init", init.toString());
        }
        RunSettings settings = RunSettings.of(Map.of(), config, System.getenv(), set);
        if (report != null) {
            Report.requireWritable(report);
        }
        Path directory = dataDir == null ? DataDirectory.defaultFor(files.get(0)) : dataDir;
        PrintWriter out = spec.commandLine().getOut();
        try (ShutdownSignal stop = ShutdownSignal.onSignal();
                Console console = new Console(out, Boolean.getBoolean("freshet.terminal"))) {
            new LocalRun(files, directory, untilEnd, report, settings, console, stop, Oracle.NONE).execute();
            return 0;
        }
    }
}
