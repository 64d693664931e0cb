package dev.freshet.cli.command.offline;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.training.WarmStart;
import dev.freshet.trainer.offline.ModelSource;
import dev.freshet.trainer.offline.SelectionMetric;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet finetune}. */
@Command(
        name = "finetune",
        description = "Teaches a model to rank what a request shows, from a dataset's request groups.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "--init scratch begins anew, backbone takes tables and encoder of --from, full its heads too.",
            "Leaves in --out: model.safetensors (the best epoch), checkpoint.safetensors, report.json.",
            "Next:  freshet evaluate DIR --model DIR/finetune-full/model.safetensors"
        })
public final class FinetuneCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A dataset, built by freshet dataset.")
    private Path dataset;

    @Option(
            names = "--init",
            paramLabel = "scratch|backbone|full",
            defaultValue = "scratch",
            description = "What it begins with; default: ${DEFAULT-VALUE}.")
    private String init;

    @Option(names = "--from", paramLabel = "FILE", description = "A pretrained model, for --init backbone and full.")
    private Path from;

    @Mixin
    private TrainingOptions options;

    @Option(
            names = "--batch-users",
            defaultValue = "4",
            description = "Histories of a batch; default: ${DEFAULT-VALUE}.")
    private int batchUsers;

    @Option(names = "--dropout", defaultValue = "0.1", description = "Of the encoder; default: ${DEFAULT-VALUE}.")
    private double dropout;

    @Option(
            names = "--stop-on",
            paramLabel = "ndcg|loss",
            defaultValue = "ndcg",
            description = "What the best epoch is chosen by; default: ${DEFAULT-VALUE}.")
    private String stopOn;

    @Override
    public Integer call() {
        WarmStart chosen = one(WarmStart.class, "--init", init);
        if ((chosen == WarmStart.SCRATCH) != (from == null)) {
            throw new CommandFailure(
                    from == null ? "--init " + init + " needs --from FILE, a model" : "--init scratch takes no --from");
        }
        OfflineRun.execute(
                spec.commandLine().getOut(),
                dataset,
                "finetune-" + init.toLowerCase(Locale.ROOT),
                options,
                options.plan(
                        DatasetPart.RANK_TRAIN,
                        DatasetPart.RANK_STOP,
                        new LossWeights(0, 0, 1),
                        dropout,
                        batchUsers,
                        one(SelectionMetric.class, "--stop-on", stopOn)),
                new ModelSource(chosen, from));
        return 0;
    }

    private static <E extends Enum<E>> E one(Class<E> type, String option, String value) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw new CommandFailure(option + " " + value + " is unknown; see --help for the choices");
    }
}
