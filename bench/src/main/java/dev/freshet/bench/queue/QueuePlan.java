package dev.freshet.bench.queue;

import dev.freshet.bench.BenchException;

/**
 * The measurements to make.
 *
 * @param few open entries of the measurement that the other is compared with
 * @param many open entries of the other
 * @param events in each measurement
 * @param rounds each measures both; one more round warms the JVM up
 */
public record QueuePlan(int few, int many, int events, int rounds) {

    public QueuePlan {
        requirePositive("few", few);
        requirePositive("many", many);
        requirePositive("events", events);
        requirePositive("rounds", rounds);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new BenchException(name + " must be at least 1, not " + value);
        }
    }
}
