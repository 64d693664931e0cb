package dev.freshet.cli.command.offline;

import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.trainer.offline.ModelSource;
import dev.freshet.trainer.offline.SelectionMetric;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet pretrain}. */
@Command(
        name = "pretrain",
        description = "Trains a new model to predict a customer's next product and the action on it, from a dataset's"
                + " histories.",
        footer = {
            "",
            "Writes to --out: model.safetensors (the best epoch), checkpoint.safetensors, report.json.",
            "Next:  freshet finetune DIR --init full --from DIR/pretrain/model.safetensors"
        })
public final class PretrainCommand extends FreshetCommand {

    @Parameters(paramLabel = "DIR", description = "A dataset, built by freshet dataset.")
    private Path dataset;

    @Mixin
    private TrainingOptions options;

    @Option(
            names = "--batch-users",
            defaultValue = "8",
            description = "Histories in a batch; default: ${DEFAULT-VALUE}.")
    private int batchUsers;

    @Option(
            names = "--dropout",
            defaultValue = "0.2",
            description = "Dropout of the encoder; default: ${DEFAULT-VALUE}.")
    private double dropout;

    @Option(
            names = "--feedback",
            defaultValue = "10",
            description = "Weight of the feedback loss beside the next-positive loss; default: ${DEFAULT-VALUE}.")
    private double feedback;

    @Override
    public Integer call() {
        OfflineRun.execute(
                spec(),
                dataset,
                "pretrain",
                options,
                options.plan(
                        DatasetPart.PRETRAIN_TRAIN,
                        DatasetPart.PRETRAIN_STOP,
                        new LossWeights(1, feedback, 0),
                        dropout,
                        batchUsers,
                        SelectionMetric.LOSS),
                ModelSource.scratch());
        return 0;
    }
}
