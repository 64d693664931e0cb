package dev.freshet.core.feature;

/** {@code ln(1 + clicks of the customer on the product in the session that goes on)}. */
final class SessionClicks implements Feature {

    @Override
    public double of(Candidate candidate) {
        return StrictMath.log1p(candidate.own().sessionClicks());
    }
}
