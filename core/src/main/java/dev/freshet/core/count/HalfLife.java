package dev.freshet.core.count;

/**
 * The time in which a count halves. While two counts only decay, the larger one stays the larger one, so their
 * {@link #level} orders them at any time.
 *
 * @param ms above 0, milliseconds
 */
public record HalfLife(long ms) {

    private static final double LN_2 = StrictMath.log(2);

    public HalfLife {
        if (ms < 1) {
            throw new IllegalArgumentException("a half-life must be above 0: " + ms);
        }
    }

    /** The value of a count at a later time, epoch milliseconds. */
    public double value(DecayedCount count, long time) {
        return count.count() * StrictMath.pow(2, -(double) (time - count.time()) / ms);
    }

    /** A count with one more at a later time, epoch milliseconds. */
    public DecayedCount plusOne(DecayedCount count, long time) {
        return new DecayedCount(value(count, time) + 1, time);
    }

    /**
     * The binary logarithm of what a count above 0 would have been at time 0, rounded down to a fraction. It does not
     * change while the count only decays.
     *
     * @param fractions how many equal parts a doubling has
     */
    public long level(DecayedCount count, int fractions) {
        double part = log2(count.count()) + (double) Math.floorMod(count.time(), ms) / ms;
        return Math.floorDiv(count.time(), ms) * fractions + (long) StrictMath.floor(fractions * part);
    }

    /** The time at which a count above 0 has fallen to a value, epoch milliseconds, rounded down. */
    public long fallsTo(double value, DecayedCount count) {
        return count.time() + (long) StrictMath.floor(ms * log2(count.count() / value));
    }

    /** Exact for powers of two. */
    private static double log2(double x) {
        int exponent = Math.getExponent(x);
        return exponent + StrictMath.log(Math.scalb(x, -exponent)) / LN_2;
    }
}
