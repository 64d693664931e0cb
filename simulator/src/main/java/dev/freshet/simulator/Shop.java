package dev.freshet.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * A simulated shop. Equal shops have equal logs.
 *
 * @param seed of all randomness
 * @param end end of its log
 * @param days length of its log
 */
public record Shop(long seed, int customers, int products, int days, Instant end) {

    Instant start() {
        return end.minus(Duration.ofDays(days));
    }
}
