package dev.freshet.simulator;

import java.util.List;
import java.util.Locale;

/** A kind of page. */
enum PageKind {
    /** What sells well, and what the customer has looked at before. */
    HOME,
    /** One category. */
    CATEGORY,
    /** One category, the customer's brands first. */
    SEARCH,
    /** Cheap products; who comes here looks at prices. */
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

    /** What speaks for showing a product here, in log-odds. */
    double reason(Product product, double demand, Customer customer, Category purpose) {
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

    /** What the place adds to a product's appeal. */
    double appeal(Product product) {
        return this == DEALS ? -PRICE_MATTERS * product.price() : 0;
    }
}
