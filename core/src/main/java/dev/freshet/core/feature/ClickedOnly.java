package dev.freshet.core.feature;

/** Whether the customer clicked the product and never carted or bought it. */
final class ClickedOnly implements Feature {

    @Override
    public double of(Candidate candidate) {
        CustomerProduct own = candidate.own();
        return Feature.flag(own.clicks() > 0 && own.carts() == 0 && own.purchases() == 0);
    }
}
