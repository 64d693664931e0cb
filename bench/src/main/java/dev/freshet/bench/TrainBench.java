package dev.freshet.bench;

import ai.djl.engine.Engine;
import dev.freshet.bench.batch.BatchFile;
import dev.freshet.bench.batch.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures training steps, alone or alternating with the reference's bench.py on the same batches. */
public final class TrainBench {

    private final BenchPlan plan;
    private final BenchListener watcher;
    private final List<Measurement> ours = new ArrayList<>();
    private final List<Measurement> peers = new ArrayList<>();
    private final List<Ratio> ratios = new ArrayList<>();

    private TrainBench(BenchPlan plan, BenchListener watcher) {
        this.plan = plan;
        this.watcher = watcher;
    }

    /**
     * Runs the plan and reports each measurement when it ends.
     *
     * @throws BenchException when losses differ from the reference's, or a process or file cannot be used
     */
    public static BenchReport run(BenchPlan plan, BenchListener watcher) {
        TrainBench bench = new TrainBench(plan, watcher);
        if (plan.pytorch() == null || plan.batches() != null) {
            bench.measure(plan.batches());
        } else {
            bench.measureOnGeneratedFile();
        }
        return new BenchReport(
                "freshet",
                Engine.getEngine("PyTorch").getVersion(),
                Runtime.getRuntime().availableProcessors(),
                bench.ours,
                bench.peers,
                bench.ratios);
    }

    /** Writes the generated batches in the format that bench.py reads. */
    public static void writeBatches(Path file) {
        BatchFile.write(file);
    }

    private void measureOnGeneratedFile() {
        try {
            Path file = Files.createTempFile("freshet-batches", ".json");
            try {
                BatchFile.write(file);
                measure(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BenchException("no temporary file for the batches: " + e.getMessage(), e);
        }
    }

    private void measure(Path batches) {
        for (String label : plan.scenarios()) {
            Scenario scenario = Scenario.of(label);
            List<Measurement> some = new ArrayList<>();
            List<Measurement> others = new ArrayList<>();
            for (int round = 1; round <= plan.rounds(); round++) {
                some.add(Worker.process("train", scenario, plan.steps(), batches)
                        .run(Measurement.class, watcher::progress));
                say("freshet", some);
                if (plan.pytorch() != null) {
                    others.add(ReferencePeer.of(plan.pytorch())
                            .measure(scenario, plan.steps(), batches, watcher::progress));
                    say("pytorch", others);
                }
            }
            ours.addAll(some);
            peers.addAll(others);
            if (!others.isEmpty()) {
                ratios.add(Ratio.of(label, some, others));
            }
        }
    }

    private void say(String who, List<Measurement> rounds) {
        Measurement last = rounds.get(rounds.size() - 1);
        watcher.say(String.format(
                Locale.ROOT,
                "%s  %-16s round %d  best of each batch %,9.2f ms, median %,9.2f ms, cpu %,9.2f ms, peak %,6.0f MiB,"
                        + " load %.1f",
                who,
                last.scenario(),
                rounds.size(),
                last.meanOfBatchMinMs(),
                last.medianMs(),
                last.medianCpuMs(),
                last.peakRssMb(),
                last.loadavg1()));
    }
}
