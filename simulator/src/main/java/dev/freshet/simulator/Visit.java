package dev.freshet.simulator;

import dev.freshet.core.event.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** One visit of a customer: pages, clicks and cart additions on them, and purchases at the end. */
final class Visit {

    private static final double ONE_MORE_PAGE = 0.6;
    private static final double NOT_CLICKED = 5.6;
    private static final double NOT_CARTED = 3.2;
    private static final double BOUGHT = 0.6;
    private static final int LONGEST_PAUSE_MS = 40_000;

    private final Customer customer;
    private final Catalogue catalogue;
    private final Simulation log;
    private final SplittableRandom random;
    private final List<Product> cart = new ArrayList<>();
    private long time;

    Visit(Customer customer, Catalogue catalogue, Simulation log) {
        this.customer = customer;
        this.catalogue = catalogue;
        this.log = log;
        this.random = customer.random();
    }

    /** Simulates the visit; returns the time at which it ends. */
    long run(long start) {
        time = start;
        Category purpose = purpose();
        String id = customer.id() + "-" + start + "-";
        int page = 0;
        do {
            look(id + page++, purpose);
            pause();
        } while (random.nextDouble() < ONE_MORE_PAGE);
        for (Product product : cart) {
            if (random.nextDouble() < BOUGHT) {
                pause();
                customer.memory().buy(product, time);
                add(product, Action.PURCHASE, "checkout", null);
            }
        }
        return time;
    }

    private void look(String request, Category purpose) {
        PageKind place = PageKind.ALL.get(random.nextInt(PageKind.ALL.size()));
        Page page = Page.draw(place, catalogue, customer, purpose, time);
        log.shown(request, page);
        page.shown().forEach(shown -> add(shown.product(), Action.VIEW, place.source(), request));
        for (int i = 0; i < page.shown().size(); i++) {
            double appeal = page.shown().get(i).appeal();
            if (Page.isNoticed(i, random) && happens(appeal - NOT_CLICKED)) {
                follow(page.shown().get(i).product(), appeal, place, request);
            }
        }
    }

    private void follow(Product product, double appeal, PageKind place, String request) {
        pause();
        customer.memory().click(product, time);
        add(product, Action.CLICK, place.source(), request);
        if (happens(appeal - NOT_CARTED)) {
            pause();
            customer.memory().cart(product, time);
            cart.add(product);
            add(product, Action.CART_UPDATE, place.source(), request);
        }
    }

    /** The category that the customer looks for, drawn with odds exp(appeal). */
    private Category purpose() {
        List<Category> categories = Category.ALL;
        double[] keys = categories.stream()
                .mapToDouble(c -> customer.taste().appeal(c, time)
                        + Season.appeal(c, time)
                        - StrictMath.log(-StrictMath.log(1 - random.nextDouble())))
                .toArray();
        return categories.stream()
                .max(Comparator.comparingDouble(c -> keys[categories.indexOf(c)]))
                .orElseThrow();
    }

    private boolean happens(double logOdds) {
        return random.nextDouble() < 1 / (1 + StrictMath.exp(-logOdds));
    }

    private void pause() {
        time += 1 + random.nextInt(LONGEST_PAUSE_MS);
    }

    private void add(Product product, Action action, String source, String request) {
        log.add(new ShopEvent(customer.id(), product.id(), action, source, time, request));
    }
}
