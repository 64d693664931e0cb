package dev.freshet.bench;

import dev.freshet.bench.batch.Scenario;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The measurements to make.
 *
 * @param scenarios names of the scenarios
 * @param batches a file in bench.py's format; null for generated batches
 * @param steps per measurement; 0 for each scenario's default
 * @param rounds per scenario
 * @param pytorch a command that starts bench.py, which is measured alternately; null for none
 */
public record BenchPlan(List<String> scenarios, Path batches, int steps, int rounds, String pytorch) {

    public BenchPlan {
        scenarios = List.copyOf(scenarios);
        scenarios.forEach(Scenario::of);
        if (steps < 0) {
            throw new BenchException("steps must be at least 1, or 0 for each scenario's own number, not " + steps);
        }
        if (rounds < 1) {
            throw new BenchException("rounds must be at least 1, not " + rounds);
        }
    }

    /** Names of all scenarios. */
    public static List<String> allScenarios() {
        return Arrays.stream(Scenario.values()).map(Scenario::label).toList();
    }
}
