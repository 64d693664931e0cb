package dev.freshet.core.feature;

/**
 * How much more often than chance customers chose the product within a day after those that this customer chose last.
 *
 * @param choice what counts as chosen
 */
record PairLift(Choice choice) implements Feature {

    @Override
    public double of(Candidate candidate) {
        return candidate.page().pairs().get(choice).lift(candidate.productId(), candidate.slot());
    }
}
