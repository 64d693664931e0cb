package dev.freshet.cli.command.bench;

import dev.freshet.bench.BenchPlan;
import dev.freshet.bench.Ratio;
import dev.freshet.bench.TrainBench;
import dev.freshet.cli.command.FreshetCommand;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet bench train}. */
@Command(
        name = "train",
        description =
                "Times training steps on one thread and measures their memory, after their losses were compared with"
                        + " the reference's. Prints one line of JSON, in the fields of the reference's bench.py.",
        footer = {
            "",
            "  freshet bench train  about a minute",
            "  freshet bench train --scenarios finetune --json train.json",
            "  freshet bench train --pytorch \"venv/bin/python bench.py\" --rounds 5  both in turn, and the ratios",
            "",
            "Scenarios: pretrain_skewed (8 uneven histories), pretrain_worst (8 of 512 events), finetune (4 histories"
                    + " with requests). Each measurement is a separate process with the malloc settings of the trainer;"
                    + " progress goes to stderr. The mean of each batch's fastest step is wall time, which other work"
                    + " moves; the median step's processor time moves less, and counts the JVM's own threads too."
        })
final class BenchTrainCommand extends FreshetCommand {

    @Mixin
    private BenchOutput output;

    @Option(
            names = "--batches",
            paramLabel = "FILE",
            description = "Batches to take, as bench.py reads them; default: generated ones of the same shapes.")
    private Path batches;

    @Option(names = "--scenarios", paramLabel = "NAME,...", split = ",", description = "Default: all.")
    private List<String> scenarios = BenchPlan.allScenarios();

    @Option(
            names = "--steps",
            defaultValue = "0",
            description = "To measure, each time; default: 24 pretrain_skewed, 10 pretrain_worst, 36 finetune.")
    private int steps;

    @Option(names = "--rounds", defaultValue = "1", description = "Of each scenario; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--pytorch",
            paramLabel = "COMMAND",
            description = "Starts the reference's bench.py, which then takes turns: \"venv/bin/python DIR/bench.py\".")
    private String pytorch;

    @Override
    public Integer call() {
        BenchPlan plan = new BenchPlan(scenarios, batches, steps, rounds, pytorch);
        output.write(
                bench -> TrainBench.run(plan, bench),
                report -> report.ratios().stream().map(Ratio::line).toList());
        return 0;
    }
}
