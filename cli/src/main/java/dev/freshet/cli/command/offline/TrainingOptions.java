package dev.freshet.cli.command.offline;

import dev.freshet.cli.command.ReportOption;
import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.trainer.offline.SelectionMetric;
import dev.freshet.trainer.offline.TrainingPlan;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of {@code pretrain} and {@code finetune}. */
final class TrainingOptions {

    @Option(names = "--out", paramLabel = "DIR", description = "Directory of model, checkpoint, report and curve.")
    Path out;

    @Option(
            names = "--resume",
            description = "Continue from the checkpoint in --out; the result is the same as without a stop.")
    boolean resume;

    @Mixin
    ReportOption report;

    @Option(
            names = "--curve",
            paramLabel = "FILE.png|FILE.svg",
            description = "Also draw losses and NDCG@10 by epoch in this file.")
    Path curve;

    @Option(names = "--epochs", defaultValue = "100", description = "Most epochs; default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--patience",
            defaultValue = "10",
            description = "Epochs without improvement after which training stops; default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(names = "--batch-tokens", defaultValue = "0", description = "Most history events in a batch; 0: no limit.")
    private int batchTokens;

    @Option(names = "--rate", defaultValue = "0.001", description = "AdamW's learning rate; default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--weight-decay",
            defaultValue = "0.01",
            description = "AdamW's weight decay; default: ${DEFAULT-VALUE}.")
    private double weightDecay;

    @Option(
            names = "--warmup-steps",
            defaultValue = "200",
            description = "Steps of linear warm-up; default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(names = "--dim", defaultValue = "64", description = "Width of the network; default: ${DEFAULT-VALUE}.")
    private int dim;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of weights, order and dropout; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private DeviceOption device;

    /** A plan without a feature term. */
    TrainingPlan plan(
            DatasetPart train,
            DatasetPart stop,
            LossWeights losses,
            double dropout,
            int batchUsers,
            SelectionMetric metric) {
        return plan(train, stop, losses, dropout, TermKind.OFF, rate, batchUsers, metric);
    }

    TrainingPlan plan(
            DatasetPart train,
            DatasetPart stop,
            LossWeights losses,
            double dropout,
            TermKind term,
            double termRate,
            int batchUsers,
            SelectionMetric metric) {
        ModelConfig shape = ModelConfig.defaults();
        return new TrainingPlan(
                train,
                stop,
                new ModelConfig(dim, shape.heads(), shape.layers(), shape.maxLength(), seed, dropout, term),
                losses,
                new OptimizerConfig(rate, weightDecay, warmup, termRate),
                epochs,
                batchUsers,
                batchTokens,
                metric,
                patience,
                device.device());
    }
}
