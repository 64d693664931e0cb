package dev.freshet.core.feature;

/**
 * Whether the customer's last cart addition of the product has an age.
 *
 * @param from youngest age, milliseconds
 * @param to age from which it is too old, milliseconds
 */
record CartAge(long from, long to) implements Feature {

    @Override
    public double of(Candidate candidate) {
        long last = candidate.own().lastCart();
        if (last == CustomerProduct.NEVER) {
            return 0;
        }
        long age = candidate.page().time() - last;
        return Feature.flag(from <= age && age < to);
    }
}
