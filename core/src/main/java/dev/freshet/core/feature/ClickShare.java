package dev.freshet.core.feature;

/** The product's share of the customer's clicks, smoothed by a click on one of ten products. */
final class ClickShare implements Feature {

    @Override
    public double of(Candidate candidate) {
        return (candidate.own().clicks() + 1.0) / (candidate.page().customer().clicks() + 10.0);
    }
}
