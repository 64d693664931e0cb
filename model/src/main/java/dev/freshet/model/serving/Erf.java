package dev.freshet.model.serving;

/**
 * The error function, with the same bits on every machine, by W. J. Cody, Rational Chebyshev Approximations for the Error
 * Function, 1969.
 */
final class Erf {

    private static final double[] SMALL_TOP = {
        3209.3775891384694, 377.485237685302, 113.86415415105016, 3.1611237438705655, 0.18577770618460315
    };

    private static final double[] SMALL_BOTTOM = {
        2844.236833439171, 1282.6165260773723, 244.02463793444417, 23.601290952344122, 1
    };

    private static final double[] MIDDLE_TOP = {
        1230.3393547979972,
        2051.0783778260716,
        1712.0476126340707,
        881.952221241769,
        298.6351381974001,
        66.11919063714163,
        8.883149794388377,
        0.5641884969886701,
        2.1531153547440383e-08
    };

    private static final double[] MIDDLE_BOTTOM = {
        1230.3393548037495,
        3439.3676741437216,
        4362.619090143247,
        3290.7992357334597,
        1621.3895745666903,
        537.1811018620099,
        117.6939508913125,
        15.744926110709835,
        1
    };

    private Erf() {}

    /** The value to 2e-15. */
    static double of(double x) {
        double size = Math.abs(x);
        if (size <= 0.46875) {
            double square = size * size;
            return x * polynomial(SMALL_TOP, square) / polynomial(SMALL_BOTTOM, square);
        }
        if (size > 6) {
            return Math.signum(x);
        }
        double rest = StrictMath.exp(-size * size) * polynomial(MIDDLE_TOP, size) / polynomial(MIDDLE_BOTTOM, size);
        return Math.signum(x) * (1 - rest);
    }

    /** By Horner's rule; coefficients of ascending powers. */
    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
