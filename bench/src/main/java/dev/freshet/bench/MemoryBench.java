package dev.freshet.bench;

import dev.freshet.bench.batch.Scenario;
import java.nio.file.Path;

/** Measures whether training leaks memory. */
public final class MemoryBench {

    private MemoryBench() {}

    /**
     * Takes steps in a separate process.
     *
     * @param batches a file in bench.py's format; null for generated batches
     * @throws BenchException when losses differ from the reference's, or a process or file cannot be used
     */
    public static MemoryReport run(String scenario, Path batches, int steps, BenchListener watcher) {
        if (steps < 1) {
            throw new BenchException("steps must be at least 1, not " + steps);
        }
        return Worker.process("memory", Scenario.of(scenario), steps, batches)
                .run(MemoryReport.class, watcher::progress);
    }
}
