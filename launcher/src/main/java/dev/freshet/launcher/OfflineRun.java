package dev.freshet.launcher;

import dev.freshet.trainer.files.Json;
import dev.freshet.trainer.offline.Beginning;
import dev.freshet.trainer.offline.Dataset;
import dev.freshet.trainer.offline.OfflineTraining;
import dev.freshet.trainer.offline.RunFiles;
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
            Beginning beginning) {
        boolean terminal = Boolean.getBoolean("freshet.terminal");
        if (options.report != null) {
            Report.requireWritable(options.report);
        }
        if (options.curve != null) {
            Curve.requireWritable(options.curve);
        }
        RunFiles files = new RunFiles(options.out == null ? dataset.resolve(name) : options.out);
        try (Console console = new Console(out, terminal);
                TrainingProgress progress = new TrainingProgress(console, terminal)) {
            TrainingReport report =
                    OfflineTraining.run(Dataset.open(dataset), plan, beginning, files, options.resume, progress);
            if (options.report != null) {
                Json.write(options.report, report);
            }
            if (options.curve != null) {
                Curve.of(name, report.epochs()).write(options.curve);
                console.say("curve      " + options.curve);
            }
            console.say("best       epoch " + report.best().epoch() + ": " + files.model());
        }
    }
}
