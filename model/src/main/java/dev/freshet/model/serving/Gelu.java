package dev.freshet.model.serving;

/**
 * The exact GELU, {@code x / 2 (1 + erf(x / sqrt 2))}, with the same bits on every machine: cubic Hermite interpolation
 * between values a 256th apart, which errs by less than 1e-11.
 */
final class Gelu {

    /** Beyond, the function is 0 or x to a float's precision. */
    private static final int LIMIT = 6;

    private static final int STEPS = 256;

    /** Value and slope times step of each knot, one after the other. */
    private static final double[] KNOTS = new double[2 * (2 * LIMIT * STEPS + 1)];

    static {
        for (int i = 0; i < KNOTS.length / 2; i++) {
            double x = (double) i / STEPS - LIMIT;
            double normal = 0.5 * (1 + Erf.of(x * StrictMath.sqrt(0.5)));
            double density = StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
            KNOTS[2 * i] = x * normal;
            KNOTS[2 * i + 1] = (normal + x * density) / STEPS;
        }
    }

    private Gelu() {}

    static float of(float x) {
        if (x <= -LIMIT) {
            return 0;
        }
        if (x >= LIMIT) {
            return x;
        }
        double place = ((double) x + LIMIT) * STEPS;
        int knot = (int) place;
        double t = place - knot;
        int at = 2 * knot;
        double rise = KNOTS[at + 2] - KNOTS[at];
        double left = KNOTS[at + 1] - rise;
        double right = KNOTS[at + 3] - rise;
        return (float) (KNOTS[at] + t * (rise + (1 - t) * ((1 - t) * left - t * right)));
    }
}
