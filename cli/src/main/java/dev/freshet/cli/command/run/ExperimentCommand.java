package dev.freshet.cli.command.run;

import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.report.ExperimentReport;
import dev.freshet.cli.report.Report;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.SettingOptions;
import dev.freshet.model.file.JsonFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet experiment}. */
@Command(
        name = "experiment",
        description =
                "Measures on a shop's log what freshness is worth in that shop: a history or product statistics that"
                        + " come late, weights that are old, and a model without some of its parts. Each is one variant; all rank"
                        + " the same requests in one pass over the log.",
        footer = {
            "",
            "The log is that of freshet run. The first third of its time is only learned from. The rest is evaluated:",
            "each variant ranks a request before it learns from it. Intervals are 95%%, by bootstrap over customers.",
            "",
            "Example:  freshet experiment LOG.csv.gz --json experiment.json",
            "",
            "Stop it with Ctrl-C at any time. The same command keeps what is streamed and repeats the pass."
        })
public final class ExperimentCommand extends FreshetCommand {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The log, of one or more files; - reads a pipe.")
    private List<Path> files;

    @Option(
            names = "--json",
            paramLabel = "FILE.json",
            description = "Also write the results to this file: results[] with variant, ndcg10, low and high.")
    private Path json;

    @Option(
            names = "--warm-up",
            paramLabel = "PERCENT",
            defaultValue = "33",
            description = "Share of the log's time that is only learned from; default: 33.")
    private int warmUp;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Data that is kept between starts; default: freshet-data/NAME-OF-THE-LOG-experiment.")
    private Path dataDir;

    @Mixin
    private SettingOptions options;

    @Override
    public Integer call() throws Exception {
        if (warmUp < 0 || warmUp > 99) {
            throw new CommandFailure("--warm-up " + warmUp + " is not a share in percent; use 0 to 99");
        }
        AppSettings settings =
                options.runSettings(Map.of("replay.score.requests", "false", "evaluation.extra", "false"));
        require(settings, "model.term", "mlp", "the experiment compares variants of the mlp");
        require(settings, "delay.policy", "none", "the experiment delays histories itself");
        require(settings, "model.init", "", "the experiment begins with a new model");
        if (json != null) {
            Report.requireWritable(json);
        }
        Path directory = dataDir == null ? withSuffix(DataDirectory.defaultFor(files.get(0))) : dataDir;
        try (CommandSession session = openSession()) {
            Optional<ExperimentReport> report =
                    new ExperimentRun(files, directory, warmUp / 100.0, settings, session).execute();
            report.ifPresent(results -> {
                results.lines().forEach(session.console()::say);
                results.draw(directory).forEach(session.console()::say);
                if (json != null) {
                    JsonFiles.write(json, results);
                    session.console().say("results   " + json);
                }
            });
            return 0;
        }
    }

    private static void require(AppSettings settings, String name, String only, String why) {
        if (!settings.text(name).equals(only)) {
            throw new CommandFailure(
                    "setting " + name + " must be " + (only.isEmpty() ? "empty" : only) + " here: " + why);
        }
    }

    private static Path withSuffix(Path directory) {
        return directory.resolveSibling(directory.getFileName() + "-experiment");
    }
}
