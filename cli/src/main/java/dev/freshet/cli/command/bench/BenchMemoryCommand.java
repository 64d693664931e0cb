package dev.freshet.cli.command.bench;

import dev.freshet.bench.MemoryBench;
import dev.freshet.bench.MemoryReport;
import dev.freshet.cli.command.FreshetCommand;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet bench memory}. */
@Command(
        name = "memory",
        description = "Takes many training steps and samples how many tensors and how much memory the process holds."
                + " Exit code 1 when a step leaves a tensor behind.",
        footer = {
            "",
            "  freshet bench memory  2,000 finetuning steps, some minutes",
            "  freshet bench memory --scenario pretrain_skewed --steps 500 --json memory.json"
        })
final class BenchMemoryCommand extends FreshetCommand {

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "finetune",
            description = "pretrain_skewed, pretrain_worst or finetune; default: ${DEFAULT-VALUE}.")
    private String scenario;

    @Option(names = "--steps", defaultValue = "2000", description = "Steps; default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--batches", paramLabel = "FILE", description = "Batches, as for freshet bench train.")
    private Path batches;

    @Mixin
    private BenchOutput output;

    @Override
    public Integer call() {
        MemoryReport report =
                output.write(bench -> MemoryBench.run(scenario, batches, steps, bench), MemoryReport::lines);
        return report.isFlat() ? 0 : 1;
    }
}
