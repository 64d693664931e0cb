package dev.freshet.cli.command.run;

import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.report.ResultFiles;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.trainer.evaluation.Oracle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet run}. */
@Command(
        name = "run",
        description =
                "Streams a shop's log through Kafka, the streams app and the trainer, all in this process, and shows"
                        + " how well the model ranks while it learns.",
        footer = {
            "",
            "The log is CSV or JSONL, plain or gzipped, or Parquet, with the columns user_id, product_id, action_type"
                    + " (VIEW, CLICK, CART_UPDATE or PURCHASE), source_type, timestamp and request_id.",
            "Other names:  --set replay.column.user=visitor      unit of time:  --set replay.time.unit=s",
            "",
            "Defaults suit a log of two weeks (delay.policy=none). For months of log, train for the delay",
            "that serving will have:  --set 'delay.policy=0.5*none + 0.5*uniform(2d,32d)'",
            "",
            "Stop it with Ctrl-C at any time; the same command continues from there."
        })
public final class RunCommand extends FreshetCommand {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The log, of one or more files; - reads a pipe.")
    private List<Path> files;

    @Option(names = "--until-end", description = "End when the model is trained on the whole log.")
    private boolean untilEnd;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Data that the run keeps between starts; default: freshet-data/NAME-OF-THE-LOG.")
    private Path dataDir;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.runSettings(Map.of());
        Path directory = dataDir == null ? DataDirectory.defaultFor(files.get(0)) : dataDir;
        ResultFiles results = options.results(directory);
        try (CommandSession session = openSession()) {
            new LocalRun(files, directory, untilEnd, results, settings, session, Oracle.NONE).execute();
            return 0;
        }
    }
}
