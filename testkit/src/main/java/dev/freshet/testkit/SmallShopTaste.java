package dev.freshet.testkit;

import java.util.HashSet;
import java.util.Set;

/**
 * The taste of one customer, who prefers products of one kind, popular products, and products chosen before. Product i
 * is of kind i modulo {@value #KINDS}. Within a kind, lower numbers are more popular.
 */
final class SmallShopTaste {

    /** Number of kinds of products. */
    static final int KINDS = 4;

    private static final double OF_FAVOURITE_KIND = 0.5;
    private static final double OF_ANOTHER_KIND = 0.06;
    private static final double CHOSEN_BEFORE = 0.08;

    private final int favourite;
    private final Set<Integer> chosen = new HashSet<>();

    SmallShopTaste(int favourite) {
        this.favourite = favourite;
    }

    /** The probability that the customer clicks a product on a page. */
    double appeal(int product) {
        double base = product % KINDS == favourite ? OF_FAVOURITE_KIND : OF_ANOTHER_KIND;
        int rank = product / KINDS;
        double popularity = 1 / (1 + 0.5 * rank);
        return base * popularity + (chosen.contains(product) ? CHOSEN_BEFORE : 0);
    }

    /** Records a click: the product appeals more from now on. */
    void choose(int product) {
        chosen.add(product);
    }
}
