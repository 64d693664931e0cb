package dev.freshet.core.feature;

/** Logarithm of the product's cart additions per view of the last days, shrunk to those of all time. */
final class WeekCartRate implements Feature {

    @Override
    public double of(Candidate candidate) {
        return StrictMath.log(
                Rates.rate(candidate.all().cartsWeek(), candidate.all().viewsWeek(), Rates.carts(candidate)));
    }
}
