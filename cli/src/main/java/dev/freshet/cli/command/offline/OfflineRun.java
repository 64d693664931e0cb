package dev.freshet.cli.command.offline;

import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.TrainingProgress;
import dev.freshet.cli.report.Report;
import dev.freshet.cli.report.TrainingCurve;
import dev.freshet.model.file.JsonFiles;
import dev.freshet.trainer.offline.Dataset;
import dev.freshet.trainer.offline.ModelSource;
import dev.freshet.trainer.offline.OfflineTraining;
import dev.freshet.trainer.offline.TrainingFiles;
import dev.freshet.trainer.offline.TrainingPlan;
import dev.freshet.trainer.offline.TrainingReport;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Trains on a dataset and says how it went. */
final class OfflineRun {

    private OfflineRun() {}

    static void execute(
            PrintWriter out,
            Path dataset,
            String name,
            TrainingOptions options,
            TrainingPlan plan,
            ModelSource beginning) {
        boolean terminal = Boolean.getBoolean("freshet.terminal");
        if (options.report != null) {
            Report.requireWritable(options.report);
        }
        if (options.curve != null) {
            TrainingCurve.requireWritable(options.curve);
        }
        TrainingFiles files = new TrainingFiles(options.out == null ? dataset.resolve(name) : options.out);
        try (Console console = new Console(out, terminal);
                TrainingProgress progress = new TrainingProgress(console, terminal)) {
            TrainingReport report =
                    OfflineTraining.run(Dataset.open(dataset), plan, beginning, files, options.resume, progress);
            if (options.report != null) {
                JsonFiles.write(options.report, report);
            }
            if (options.curve != null) {
                TrainingCurve.of(name, report.epochs()).write(options.curve);
                console.say("curve      " + options.curve);
            }
            console.say("best       epoch " + report.best().epoch() + ": " + files.model());
        }
    }
}
