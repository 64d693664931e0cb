package dev.freshet.cli.command.offline;

import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.TrainingProgressBar;
import dev.freshet.cli.report.LineChart;
import dev.freshet.cli.report.TrainingCurve;
import dev.freshet.trainer.offline.Dataset;
import dev.freshet.trainer.offline.ModelSource;
import dev.freshet.trainer.offline.OfflineTraining;
import dev.freshet.trainer.offline.TrainingFiles;
import dev.freshet.trainer.offline.TrainingPlan;
import dev.freshet.trainer.offline.TrainingReport;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Trains on a dataset and shows the results. */
final class OfflineRun {

    private OfflineRun() {}

    static void execute(
            CommandSpec command,
            Path dataset,
            String name,
            TrainingOptions options,
            TrainingPlan plan,
            ModelSource source) {
        options.report.writableFile();
        if (options.curve != null) {
            LineChart.requireWritable(options.curve);
        }
        TrainingFiles files = new TrainingFiles(options.out == null ? dataset.resolve(name) : options.out);
        try (Console console = Console.onStandardOutput(command);
                TrainingProgressBar progress = new TrainingProgressBar(console)) {
            TrainingReport report =
                    OfflineTraining.run(Dataset.open(dataset), plan, source, files, options.resume, progress);
            options.report.write(report);
            if (options.curve != null) {
                TrainingCurve.of(name, report.epochs()).write(options.curve);
                console.say("curve      " + options.curve);
            }
            console.say("best       epoch " + report.best().epoch() + ": " + files.model());
        }
    }
}
