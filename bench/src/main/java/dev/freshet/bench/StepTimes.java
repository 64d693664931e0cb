package dev.freshet.bench;

import dev.freshet.bench.batch.FlatBatch;
import dev.freshet.bench.batch.Scenario;
import dev.freshet.bench.process.ChildProcess;
import dev.freshet.bench.process.Malloc;
import dev.freshet.bench.process.ProcessStatus;
import dev.freshet.bench.process.ThreadTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures the times of steps and summarizes them. */
final class StepTimes {

    private static final double NANOS_PER_MS = 1e6;

    private final Scenario scenario;
    private final List<FlatBatch> batches;
    private final ProcessStatus begin;
    private final List<Double> wall = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
    private final double[] best;
    private long tokens;
    private long ranked;

    /** Starts from the resources that the process has used so far. */
    StepTimes(Scenario scenario, List<FlatBatch> batches) {
        this.scenario = scenario;
        this.batches = batches;
        begin = ProcessStatus.now();
        best = new double[batches.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
    }

    /** Runs and times a step on batch {@code index}. */
    void time(int index, Runnable step) {
        ThreadTimes cpuBefore = ThreadTimes.now();
        long before = System.nanoTime();
        step.run();
        double ms = (System.nanoTime() - before) / NANOS_PER_MS;
        cpu.add(ThreadTimes.now().since(cpuBefore) / NANOS_PER_MS);
        wall.add(ms);
        best[index] = Math.min(best[index], ms);
        tokens += batches.get(index).tokens();
        ranked += batches.get(index).ranked();
    }

    Measurement summary(double rssAfterImportMb) {
        ProcessStatus end = ProcessStatus.now();
        int steps = wall.size();
        double total = sum(wall);
        double bestTotal = 0;
        int measured = 0;
        long bestTokens = 0;
        for (int i = 0; i < best.length; i++) {
            if (Double.isFinite(best[i])) {
                bestTotal += best[i];
                bestTokens += batches.get(i).tokens();
                measured++;
            }
        }
        return new Measurement(
                scenario.label(),
                ChildProcess.THREADS,
                batches.get(0).users(),
                steps,
                round(quantile(wall, 0), 3),
                round(quantile(wall, 0.5), 3),
                round(quantile(wall, 0.9), 3),
                round(quantile(wall, 0.99), 3),
                round(total / steps, 3),
                round(bestTotal / measured, 3),
                round(bestTokens / bestTotal * 1e3, 1),
                round(sum(cpu) / steps, 3),
                round(quantile(cpu, 0), 3),
                round(quantile(cpu, 0.5), 3),
                round(tokens / total * 1e3, 1),
                round((double) tokens / steps, 1),
                round(ranked / total * 1e3, 1),
                round(end.peakMb(), 1),
                round(rssAfterImportMb, 1),
                (end.minorFaults() - begin.minorFaults()) / steps,
                ProcessStatus.load(),
                Malloc.name());
    }

    private static double quantile(List<Double> values, double q) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (q * sorted.size())));
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double round(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }
}
