package dev.freshet.cli.command.offline;

import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.trainer.offline.SelectionMetric;
import dev.freshet.trainer.offline.TrainingPlan;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that pretrain and finetune share. */
final class TrainingOptions {

    @Option(names = "--out", paramLabel = "DIR", description = "Where model, checkpoint, report and curve go.")
    Path out;

    @Option(names = "--resume", description = "Go on from the checkpoint in --out; ends as if it had never stopped.")
    boolean resume;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Also write the results here.")
    Path report;

    @Option(
            names = "--curve",
            paramLabel = "FILE.png|FILE.svg",
            description = "Also draw losses and NDCG@10 by epoch here.")
    Path curve;

    @Option(names = "--epochs", defaultValue = "100", description = "At most so many; default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--patience",
            defaultValue = "10",
            description = "Epochs without a better one after which training stops; default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(names = "--batch-tokens", defaultValue = "0", description = "Most history events of a batch; 0: no bound.")
    private int batchTokens;

    @Option(names = "--rate", defaultValue = "0.001", description = "AdamW's learning rate; default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(names = "--weight-decay", defaultValue = "0.01", description = "AdamW's decay; default: ${DEFAULT-VALUE}.")
    private double weightDecay;

    @Option(names = "--warmup-steps", defaultValue = "200", description = "Linear warm-up; default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(names = "--dim", defaultValue = "64", description = "Width of the network; default: ${DEFAULT-VALUE}.")
    private int dim;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of weights, order and dropout; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|gpu:N",
            defaultValue = "auto",
            description = "Where it is computed; auto: the first GPU, else cpu.")
    private String device;

    TrainingPlan plan(
            DatasetPart train,
            DatasetPart stop,
            LossWeights losses,
            double dropout,
            int batchUsers,
            SelectionMetric metric) {
        ModelConfig shape = ModelConfig.defaults();
        return new TrainingPlan(
                train,
                stop,
                new ModelConfig(dim, shape.heads(), shape.layers(), shape.maxLength(), seed, dropout),
                losses,
                new OptimizerConfig(rate, weightDecay, warmup),
                epochs,
                batchUsers,
                batchTokens,
                metric,
                patience,
                ComputeDevice.of(device));
    }
}
