package dev.freshet.core.statistics;

/** Pairs in which one product is the first, continued to a time. */
public final class FirstPairs {

    private final Pairs pairs;
    private final double factor;

    FirstPairs(Pairs pairs, long time) {
        this.pairs = pairs;
        this.factor = pairs.factor(time);
    }

    /** All of them. */
    public double total() {
        return pairs.asFirst * factor;
    }

    /** Those whose second product is in a slot. */
    public double with(int slot) {
        return pairs.with(slot) * factor;
    }
}
