package dev.freshet.cli.command.bench;

import dev.freshet.bench.TrainBench;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.report.Report;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freshet bench batches}. */
@Command(
        name = "batches",
        description = "Writes the batches that freshet bench train generates, as the reference's bench.py reads them.",
        footer = {
            "",
            "  freshet bench batches batches.json",
            "  freshet bench train --batches batches.json",
            "  venv/bin/python bench.py --threads 1 --scenarios pretrain_skewed --batches batches.json"
        })
final class BenchBatchesCommand extends FreshetCommand {

    @Parameters(paramLabel = "FILE", description = "Is written, or replaced.")
    private Path file;

    @Override
    public Integer call() {
        Report.requireWritable(file);
        TrainBench.writeBatches(file);
        return 0;
    }
}
