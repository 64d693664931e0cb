package dev.freshet.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * A simulated shop. Equal ones have equal logs.
 *
 * @param seed of all randomness
 * @param end when its log ends
 * @param days how many days before that it begins
 */
public record Shop(long seed, int customers, int products, int days, Instant end) {

    Instant start() {
        return end.minus(Duration.ofDays(days));
    }
}
