package dev.freshet.cli.command.offline;

import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.command.ReportOption;
import dev.freshet.cli.console.Console;
import dev.freshet.core.metric.Estimate;
import dev.freshet.trainer.offline.Dataset;
import dev.freshet.trainer.offline.Evaluation;
import dev.freshet.trainer.offline.OfflineEvaluator;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet evaluate}. */
@Command(
        name = "evaluate",
        description = "Evaluates a model on the last part of a dataset by NDCG@10, beside baselines that only count.",
        footer = {
            "",
            "With --history frozen the model sees histories and counts as of the end of training, with live as of each"
                    + " request. Intervals cover 95%%, by bootstrap over customers."
        })
public final class EvaluateCommand extends FreshetCommand {

    @Parameters(paramLabel = "DIR", description = "A dataset, built by freshet dataset.")
    private Path dataset;

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "A model, of pretrain or finetune.")
    private Path model;

    @Option(
            names = "--history",
            paramLabel = "frozen|live",
            defaultValue = "frozen",
            description = "Histories that the model sees; default: ${DEFAULT-VALUE}.")
    private HistoryName history;

    @Mixin
    private DeviceOption device;

    @Mixin
    private ReportOption report;

    enum HistoryName {
        frozen,
        live
    }

    @Override
    public Integer call() {
        report.writableFile();
        try (Console console = Console.onStandardOutput(spec())) {
            Evaluation evaluation = OfflineEvaluator.evaluate(
                    Dataset.open(dataset),
                    model,
                    history == HistoryName.live,
                    device.device(),
                    groups -> console.live(() -> "evaluated " + groups + " groups"));
            say(console, evaluation);
            report.write(evaluation);
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
        if (evaluation.leftOut() > 0) {
            console.say(String.format(
                    Locale.ROOT,
                    "  left out: %,d groups from before the end of the model's training data",
                    evaluation.leftOut()));
        }
        evaluation
                .ndcg10()
                .forEach((ranking, estimate) -> console.say(String.format(
                        Locale.ROOT,
                        "  %-22s %s  notebook %.4f",
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
