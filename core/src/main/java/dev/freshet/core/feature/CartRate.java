package dev.freshet.core.feature;

/** Logarithm of the product's cart additions per view, of all time. */
final class CartRate implements Feature {

    @Override
    public double of(Candidate candidate) {
        return StrictMath.log(Rates.carts(candidate));
    }
}
