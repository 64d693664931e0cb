package dev.freshet.bench.feature;

import dev.freshet.bench.BenchException;

/**
 * The measurements to make.
 *
 * @param candidates products of a request
 * @param events of its customer's history
 * @param products with statistics
 * @param requests in each measurement
 * @param rounds measurements; one more warms the JVM up
 */
public record FeaturePlan(int candidates, int events, int products, int requests, int rounds) {

    public FeaturePlan {
        requirePositive("candidates", candidates);
        requirePositive("events", events);
        requirePositive("requests", requests);
        requirePositive("rounds", rounds);
        if (products < candidates || events > 512) {
            throw new BenchException("it needs at least as many products as candidates, and at most 512 events: "
                    + products + ", " + candidates + ", " + events);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new BenchException(name + " must be at least 1, not " + value);
        }
    }
}
