package dev.freshet.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A page as a customer sees it.
 *
 * @param shown its products, from top to bottom
 */
record Page(PageKind place, List<Shown> shown) {

    /** A product and its appeal to the customer at the time, in log-odds. */
    record Shown(Product product, double appeal) {}

    static final int SIZE = 12;

    private static final double PURPOSE = 2.0;

    /** The customer looks at the n-th product with probability 1 / (1 + n * FATIGUE), n from 0. */
    private static final double FATIGUE = 0.12;

    /**
     * Draws the products of a page by the shop's ranking, best first. Gumbel noise makes this a draw without
     * replacement, with odds exp(score).
     */
    static Page draw(PageKind place, Catalogue catalogue, Customer customer, Category purpose, long time) {
        double[] demand = catalogue.demand(time);
        SplittableRandom random = customer.random();
        double[] keys = new double[demand.length];
        for (Product product : catalogue.products()) {
            int n = product.number();
            double gumbel = -StrictMath.log(-StrictMath.log(1 - random.nextDouble()));
            keys[n] = place.score(product, demand[n], customer, purpose) + gumbel;
        }
        return new Page(
                place,
                catalogue.products().stream()
                        .filter(p -> p.isForSale(time))
                        .sorted(Comparator.comparingDouble((Product p) -> -keys[p.number()]))
                        .limit(SIZE)
                        .map(p -> new Shown(
                                p,
                                customer.appeal(p, demand[p.number()], time)
                                        + place.appeal(p)
                                        + (p.category() == purpose ? PURPOSE : 0)))
                        .toList());
    }

    /** Whether the customer looks at a product; less likely the lower it is on the page. */
    static boolean isNoticed(int position, SplittableRandom random) {
        return random.nextDouble() < 1 / (1 + position * FATIGUE);
    }
}
