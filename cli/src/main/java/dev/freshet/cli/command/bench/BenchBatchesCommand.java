package dev.freshet.cli.command.bench;

import dev.freshet.bench.TrainBench;
import dev.freshet.cli.report.Report;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freshet bench batches}. */
@Command(
        name = "batches",
        description = "Writes the batches that freshet bench train generates, as the reference's bench.py reads them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "  freshet bench batches batches.json",
            "  freshet bench train --batches batches.json",
            "  venv/bin/python bench.py --threads 1 --scenarios pretrain_skewed --batches batches.json"
        })
final class BenchBatchesCommand implements Runnable {

    @Parameters(paramLabel = "FILE", description = "Is written, or replaced.")
    private Path file;

    @Override
    public void run() {
        Report.requireWritable(file);
        TrainBench.writeBatches(file);
    }
}
