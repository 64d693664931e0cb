package dev.freshet.cli.command.offline;

import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.training.WarmStart;
import dev.freshet.trainer.offline.Dataset;
import dev.freshet.trainer.offline.ModelSource;
import dev.freshet.trainer.offline.SelectionMetric;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet finetune}. */
@Command(
        name = "finetune",
        description = "Trains a model to rank the products of a request, from a dataset's request groups.",
        footer = {
            "",
            "--init scratch starts with random weights, backbone takes tables and encoder from --from, full takes the"
                    + " heads too. Writes to --out: model.safetensors (the best epoch), checkpoint.safetensors,"
                    + " report.json.",
            "Next:  freshet evaluate DIR --model DIR/finetune-full/model.safetensors"
        })
public final class FinetuneCommand extends FreshetCommand {

    @Parameters(paramLabel = "DIR", description = "A dataset, built by freshet dataset.")
    private Path dataset;

    @Option(
            names = "--init",
            paramLabel = "scratch|backbone|full",
            defaultValue = "scratch",
            description = "Weights to start with; default: ${DEFAULT-VALUE}.")
    private String init;

    @Option(names = "--from", paramLabel = "FILE", description = "A pretrained model, for --init backbone and full.")
    private Path from;

    @Mixin
    private TrainingOptions options;

    @Option(
            names = "--batch-users",
            defaultValue = "4",
            description = "Histories in a batch; default: ${DEFAULT-VALUE}.")
    private int batchUsers;

    @Option(
            names = "--dropout",
            defaultValue = "0.1",
            description = "Dropout of the encoder; default: ${DEFAULT-VALUE}.")
    private double dropout;

    @Option(
            names = "--term",
            paramLabel = "off|linear|mlp",
            description =
                    "The term of the ranking that reads live features, as in setting model.term; default: mlp, and off for"
                            + " a dataset without live features, of protocol notebook or of an earlier release.")
    private String term;

    @Option(
            names = "--term-rate",
            defaultValue = "0.002",
            description = "Learning rate of the feature term, without warm-up; default: ${DEFAULT-VALUE}.")
    private double termRate;

    @Option(
            names = "--stop-on",
            paramLabel = "ndcg|loss",
            defaultValue = "ndcg",
            description = "Metric that chooses the best epoch; default: ${DEFAULT-VALUE}.")
    private String stopOn;

    @Override
    public Integer call() {
        WarmStart chosen = one(WarmStart.class, "--init", init);
        if ((chosen == WarmStart.SCRATCH) != (from == null)) {
            throw new CommandFailure(
                    from == null
                            ? "--init " + init + " needs --from FILE, a pretrained model"
                            : "--init scratch takes no --from");
        }
        OfflineRun.execute(
                spec(),
                dataset,
                "finetune-" + init.toLowerCase(Locale.ROOT),
                options,
                options.plan(
                        DatasetPart.RANK_TRAIN,
                        DatasetPart.RANK_STOP,
                        new LossWeights(0, 0, 1),
                        dropout,
                        term(),
                        termRate,
                        batchUsers,
                        one(SelectionMetric.class, "--stop-on", stopOn)),
                new ModelSource(chosen, from));
        return 0;
    }

    private TermKind term() {
        if (term != null) {
            return one(TermKind.class, "--term", term);
        }
        return Dataset.open(dataset).hasFeatures() ? TermKind.MLP : TermKind.OFF;
    }

    private static <E extends Enum<E>> E one(Class<E> type, String option, String value) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw new CommandFailure(option + " " + value + " is unknown; --help lists the choices");
    }
}
