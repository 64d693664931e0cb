package dev.freshet.cli.command.bench;

import dev.freshet.bench.MemoryBench;
import dev.freshet.bench.MemoryReport;
import dev.freshet.cli.console.BenchConsole;
import dev.freshet.cli.report.Report;
import dev.freshet.model.file.JsonFiles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet bench memory}. */
@Command(
        name = "memory",
        description = "Takes many training steps and writes down on the way how many tensors and how much memory the"
                + " process holds. Exit code 1 when a step left a tensor behind.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  freshet bench memory                               2,000 finetuning steps, some minutes",
            "  freshet bench memory --scenario pretrain_skewed --steps 500 --json memory.json"
        })
final class BenchMemoryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "finetune",
            description = "pretrain_skewed, pretrain_worst or finetune; default: ${DEFAULT-VALUE}.")
    private String scenario;

    @Option(names = "--steps", defaultValue = "2000", description = "Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--batches", paramLabel = "FILE", description = "As of freshet bench train.")
    private Path batches;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the samples here.")
    private Path json;

    @Override
    public Integer call() {
        if (json != null) {
            Report.requireWritable(json);
        }
        try (BenchConsole console = new BenchConsole(spec.commandLine().getErr())) {
            MemoryReport report = MemoryBench.run(scenario, batches, steps, console);
            report.lines().forEach(console::say);
            if (json != null) {
                JsonFiles.write(json, report);
            }
            spec.commandLine().getOut().println(JsonFiles.line(report));
            spec.commandLine().getOut().flush();
            return report.isFlat() ? 0 : 1;
        }
    }
}
