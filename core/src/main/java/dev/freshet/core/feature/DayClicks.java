package dev.freshet.core.feature;

/** {@code ln(1 + clicks of all customers on the product in the last day)}. */
final class DayClicks implements Feature {

    @Override
    public double of(Candidate candidate) {
        return StrictMath.log(1 + candidate.all().clicksDay());
    }
}
