package dev.freshet.cli.command.model;

import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.command.ModelArgument;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.file.SavedStatistics;
import dev.freshet.model.network.ModelConfig;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code freshet model describe}. */
@Command(
        name = "describe",
        description = "Shows a model's shape, end of training data, product statistics, vocabularies, metrics, digest"
                + " and tensors.",
        footer = {"", "Equal digests mean equal weights and vocabularies, in a file or published."})
final class ModelDescribeCommand extends FreshetCommand {

    @Mixin
    private ModelArgument source;

    @Override
    public Integer call() throws Exception {
        SavedModel model = source.read();
        ModelConfig config = model.config();
        PrintWriter out = out();
        out.println("origin     " + model.origin());
        out.println("network    dim " + config.dim() + ", heads " + config.heads() + ", layers " + config.layers()
                + ", window " + config.maxLength() + ", seed " + config.seed() + ", dropout " + config.dropout());
        out.println("term       " + model.config().term().label());
        out.println("trained    up to " + time(model.trainedUntil()));
        out.println("statistics " + statistics(model.statistics()));
        out.println("steps      " + model.steps());
        out.println("products   " + model.vocabularies().products().size());
        out.println("sources    " + model.vocabularies().sources().size());
        model.metrics()
                .forEach((name, value) -> out.println(String.format(Locale.ROOT, "metric     %s %.6f", name, value)));
        out.println("sha256     " + model.digest());
        model.state()
                .tensors()
                .forEach((name, tensor) -> out.println("tensor     " + name + " float32 " + tensor.shape()));
        return 0;
    }

    private static String time(Long end) {
        return end == null ? "an unknown time" : Instant.ofEpochMilli(end).toString();
    }

    private static String statistics(SavedStatistics statistics) {
        return statistics == null
                ? "none"
                : statistics.snapshot().size() + " products, up to " + time(statistics.until());
    }
}
