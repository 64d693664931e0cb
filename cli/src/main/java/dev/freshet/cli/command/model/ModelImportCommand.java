package dev.freshet.cli.command.model;

import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.model.file.PyTorchExchange;
import dev.freshet.model.file.SavedModel;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet model import}. */
@Command(
        name = "import",
        description = {
            "Makes a model file from weights that PyTorch saved: a state_dict of the reference's pretraining or"
                    + " finetuning class, or of both in one.",
            "Missing tensors start as in a new model. Product statistics and the end of the training data come along when they"
                    + " were saved with the tensors and metadata of a model file."
        },
        footer = {
            "",
            "  freshet model import torch.safetensors --vocabulary ids.json --out model.safetensors",
            "",
            "The vocabulary is JSON: {\"products\": [...], \"sources\": [...]}, the ids of rows 1, 2, ...; row 0 is"
                    + " for",
            "unknown ids. Next:  freshet finetune DIR --init full --from model.safetensors, or freshet trainer --init."
        })
final class ModelImportCommand extends FreshetCommand {

    @Parameters(paramLabel = "FILE", description = "A safetensors file of float32 weights.")
    private Path weights;

    @Option(
            names = "--vocabulary",
            paramLabel = "FILE.json",
            required = true,
            description = "Ids of the item and context tables' rows.")
    private Path vocabulary;

    @Option(names = "--out", paramLabel = "FILE.safetensors", required = true, description = "File for the model.")
    private Path out;

    @Option(names = "--heads", defaultValue = "2", description = "Attention heads; default: ${DEFAULT-VALUE}.")
    private int heads;

    @Option(
            names = "--max-length",
            defaultValue = "512",
            description = "Longest window, for weights without a buffer of positions; default: ${DEFAULT-VALUE}.")
    private int maxLength;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of missing tensors and of new rows; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--trained-until",
            paramLabel = "TIME",
            description =
                    "End of the data that the weights were trained on, ISO 8601 in UTC; default: what the file says."
                            + " No request before that time is evaluated.")
    private Instant trainedUntil;

    @Override
    public Integer call() {
        SavedModel model = PyTorchExchange.read(
                weights,
                vocabulary,
                heads,
                maxLength,
                seed,
                trainedUntil == null ? null : Long.valueOf(trainedUntil.toEpochMilli()));
        model.write(out);
        out().println("imported   " + weights + ", digest " + model.digest() + ": " + out);
        return 0;
    }
}
