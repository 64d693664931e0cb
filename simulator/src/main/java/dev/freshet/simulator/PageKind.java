package dev.freshet.simulator;

import java.util.List;
import java.util.Locale;

/** A kind of page. */
enum PageKind {
    /** Products that sell well or that the customer has clicked before. */
    HOME,
    /** Mostly products of one category. */
    CATEGORY,
    /** Mostly products of one category and of the customer's brands. */
    SEARCH,
    /** Cheap products; prices matter more to customers here. */
    DEALS;

    static final List<PageKind> ALL = List.of(values());

    private static final double KNOWN = 2;
    private static final double OF_CATEGORY = 2;
    private static final double OF_BRAND = 1.5;
    private static final double CHEAP = 1.2;
    private static final double PRICE_MATTERS = 0.6;

    String source() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The score by which the shop ranks a product here, in log-odds. */
    double score(Product product, double demand, Customer customer, Category purpose) {
        return demand
                + switch (this) {
                    case HOME -> customer.memory().knows(product) ? KNOWN : 0;
                    case CATEGORY -> product.category() == purpose ? OF_CATEGORY : 0;
                    case SEARCH ->
                        (product.category() == purpose ? OF_CATEGORY : 0)
                                + (customer.taste().isLoved(product.brand()) ? OF_BRAND : 0);
                    case DEALS -> -CHEAP * product.price();
                };
    }

    /** What this page adds to a product's appeal, in log-odds. */
    double appeal(Product product) {
        return this == DEALS ? -PRICE_MATTERS * product.price() : 0;
    }
}
