package dev.freshet.cli.command.offline;

import dev.freshet.cli.console.Console;
import dev.freshet.cli.report.Report;
import dev.freshet.model.file.JsonFiles;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.trainer.offline.Dataset;
import dev.freshet.trainer.offline.Estimate;
import dev.freshet.trainer.offline.Evaluation;
import dev.freshet.trainer.offline.OfflineEvaluator;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet evaluate}. */
@Command(
        name = "evaluate",
        description = "Judges a model on the last part of a dataset by NDCG@10, beside rankings that only count.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "--history frozen shows histories and counts as they were when training ended, live as they were",
            "at each request. Intervals are 95%%, by bootstrap over customers."
        })
public final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A dataset, built by freshet dataset.")
    private Path dataset;

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "A model, of pretrain or finetune.")
    private Path model;

    @Option(
            names = "--history",
            paramLabel = "frozen|live",
            defaultValue = "frozen",
            description = "default: ${DEFAULT-VALUE}.")
    private HistoryName history;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|gpu:N",
            defaultValue = "auto",
            description = "Where it is computed; auto: the first GPU, else cpu.")
    private String device;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Also write the results here.")
    private Path report;

    enum HistoryName {
        frozen,
        live
    }

    @Override
    public Integer call() {
        if (report != null) {
            Report.requireWritable(report);
        }
        try (Console console = new Console(spec.commandLine().getOut(), Boolean.getBoolean("freshet.terminal"))) {
            Evaluation evaluation = OfflineEvaluator.evaluate(
                    Dataset.open(dataset),
                    model,
                    history == HistoryName.live,
                    ComputeDevice.of(device),
                    judged -> console.live(() -> "judged " + judged + " groups"));
            say(console, evaluation);
            if (report != null) {
                JsonFiles.write(report, evaluation);
            }
        }
        return 0;
    }

    private static void say(Console console, Evaluation evaluation) {
        console.say(String.format(
                Locale.ROOT,
                "NDCG@10, history %s: %,d groups of %,d customers; notebook's average over %,d",
                evaluation.history(),
                evaluation.groups(),
                evaluation.users(),
                evaluation.notebookGroups()));
        evaluation
                .ndcg10()
                .forEach((ranking, estimate) -> console.say(String.format(
                        Locale.ROOT,
                        "  %-12s %s  notebook %.4f",
                        ranking,
                        words(estimate),
                        evaluation.notebookNdcg10().get(ranking))));
        console.say("  model - popularity: " + words(evaluation.modelBeforePopularity()));
        evaluation
                .byHistory()
                .forEach(band -> console.say(String.format(
                        Locale.ROOT, "  history %-15s %,6d groups  %s", band.events(), band.groups(), means(band))));
    }

    private static String means(Evaluation.Band band) {
        StringBuilder words = new StringBuilder();
        band.ndcg10().forEach((ranking, mean) -> words.append(String.format(Locale.ROOT, "%s %.4f  ", ranking, mean)));
        return words.toString().trim();
    }

    private static String words(Estimate estimate) {
        return String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", estimate.mean(), estimate.low(), estimate.high());
    }
}
