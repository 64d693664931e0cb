package dev.freshet.model.network;

import dev.freshet.core.hash.Hash64;

/**
 * Seeded draws that are the same on every machine: the k-th is a hash of the state and k, as in SplitMix64, and only
 * {@link StrictMath} follows.
 */
public final class SeededRandom {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long state;

    public SeededRandom(Hash64 seed) {
        this.state = seed.value();
    }

    /** Uniform in [-bound, bound). */
    public float[] uniform(int count, double bound) {
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            values[k] = (float) ((2 * unit(k) - 1) * bound);
        }
        return values;
    }

    /** Standard normal, by Box and Muller's transform of the draws 2k and 2k + 1; an even count. */
    float[] normal(int count) {
        float[] values = new float[count];
        for (int k = 0; k < count; k += 2) {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit(k)));
            double angle = 2 * StrictMath.PI * unit(k + 1);
            values[k] = (float) (radius * StrictMath.cos(angle));
            values[k + 1] = (float) (radius * StrictMath.sin(angle));
        }
        return values;
    }

    private double unit(long k) {
        return (Hash64.mix(state + (k + 1) * GOLDEN_GAMMA) >>> 11) * 0x1.0p-53;
    }
}
