package dev.freshet.core.feature;

/** Logarithm of the product's clicks per view of the last hour, shrunk to those of all time. */
final class HourClickRate implements Feature {

    @Override
    public double of(Candidate candidate) {
        return StrictMath.log(
                Rates.rate(candidate.all().clicksHour(), candidate.all().viewsHour(), Rates.clicks(candidate)));
    }
}
