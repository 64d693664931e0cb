package dev.freshet.core.hash;

/**
 * A seeded 64-bit hash of strings and numbers that is the same on every machine and in every version: FNV-1a over UTF-16
 * code units, finished with the mixer of SplitMix64 (Steele, Lea and Flood 2014). Draws delays, holdouts, initial rows
 * and the order of ties.
 */
public final class Hash64 {

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final long state;

    private Hash64(long state) {
        this.state = state;
    }

    public static Hash64 seeded(long seed) {
        return new Hash64(mix(seed));
    }

    /** Appends a string; {@code add("a").add("b")} differs from {@code add("ab")}. */
    public Hash64 add(String value) {
        long h = state ^ FNV_OFFSET;
        for (int i = 0; i < value.length(); i++) {
            h = (h ^ value.charAt(i)) * FNV_PRIME;
        }
        return new Hash64(mix(h + value.length()));
    }

    public Hash64 add(long value) {
        return new Hash64(mix(state + 0x9E3779B97F4A7C15L ^ value));
    }

    public long value() {
        return state;
    }

    /** Uniform in [0, 1), from the upper 53 bits. */
    public double unit() {
        return (state >>> 11) * 0x1.0p-53;
    }

    /** The mixer of SplitMix64: a bijection in which every input bit moves every output bit. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
