package dev.freshet.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A page as shown.
 *
 * @param shown from the top down
 */
record Page(PageKind place, List<Shown> shown) {

    /** A product, and its appeal to the customer at that time, in log-odds. */
    record Shown(Product product, double appeal) {}

    static final int SIZE = 12;

    private static final double PURPOSE = 2.0;

    /** How fast attention falls off: the n-th product is looked at with probability 1 / (1 + n * FATIGUE), n from 0. */
    private static final double FATIGUE = 0.12;

    /**
     * Shows products drawn by the shop's reasons, best first. The Gumbel noise makes that a draw without replacement, of
     * odds exp(reason).
     */
    static Page draw(PageKind place, Catalogue catalogue, Customer customer, Category purpose, long time) {
        double[] demand = catalogue.demand(time);
        SplittableRandom random = customer.random();
        double[] keys = new double[demand.length];
        for (Product product : catalogue.products()) {
            int n = product.number();
            double gumbel = -StrictMath.log(-StrictMath.log(1 - random.nextDouble()));
            keys[n] = place.reason(product, demand[n], customer, purpose) + gumbel;
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

    /** Whether the customer looks at a product: the lower on the page, the less. */
    static boolean isNoticed(int position, SplittableRandom random) {
        return random.nextDouble() < 1 / (1 + position * FATIGUE);
    }
}
