package dev.freshet.core.feature;

/** {@code ln(1 + clicks of the customer on the product)}. */
final class Clicks implements Feature {

    @Override
    public double of(Candidate candidate) {
        return StrictMath.log1p(candidate.own().clicks());
    }
}
