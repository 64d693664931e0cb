package dev.freshet.core.feature;

/** One number about a candidate, computed with {@link StrictMath} so that it has the same bits everywhere. */
@FunctionalInterface
interface Feature {

    /** The value before scaling. */
    double of(Candidate candidate);

    /** 1 for true, 0 for false. */
    static double flag(boolean condition) {
        return condition ? 1 : 0;
    }
}
