package dev.freshet.cli.command.model;

import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.command.ModelArgument;
import dev.freshet.model.checkpoint.StateView;
import dev.freshet.model.file.PyTorchExchange;
import dev.freshet.model.file.SavedModel;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet model export}. */
@Command(
        name = "export",
        description =
                "Writes a model's weights for PyTorch: a safetensors file whose tensors load_state_dict(strict=True)"
                        + " accepts, and the vocabulary, whose ids belong to the tables' rows from 1 on.",
        footer = {
            "",
            "  freshet model export model.safetensors --as finetune --out rank.safetensors --vocabulary ids.json",
            "  freshet model export -b kafka:9092 --registry http://registry:8081 --out model.safetensors",
            "",
            "--as whole, the default, writes a model file that every command of freshet reads. It also holds the product"
                    + " statistics of a published version, as tensors statistics.*, which are not part of the"
                    + " state_dict; pretrain and finetune"
                    + " write the tensors of one of the reference's classes alone."
        })
final class ModelExportCommand extends FreshetCommand {

    @Mixin
    private ModelArgument source;

    @Option(
            names = "--as",
            paramLabel = "whole|pretrain|finetune",
            defaultValue = "whole",
            description = "Tensors to write; default: ${DEFAULT-VALUE}.")
    private Form form;

    @Option(names = "--out", paramLabel = "FILE.safetensors", required = true, description = "File for the weights.")
    private Path out;

    @Option(names = "--vocabulary", paramLabel = "FILE.json", description = "File for the vocabulary.")
    private Path vocabulary;

    @Option(
            names = "--without-statistics",
            description =
                    "Leaves out the product statistics, which a model that begins with the file then counts anew.")
    private boolean withoutStatistics;

    enum Form {
        whole,
        pretrain,
        finetune
    }

    @Override
    public Integer call() throws Exception {
        SavedModel whole = source.read();
        SavedModel model = withoutStatistics ? whole.with(null) : whole;
        PyTorchExchange.write(model, StateView.valueOf(form.name().toUpperCase(Locale.ROOT)), out, vocabulary);
        out().println("exported   " + model.origin() + ", digest " + model.digest() + ": " + out);
        return 0;
    }
}
