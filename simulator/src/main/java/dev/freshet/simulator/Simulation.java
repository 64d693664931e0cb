package dev.freshet.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The simulated events of a shop, and the appeal of the products on each page. */
public final class Simulation {

    private final List<ShopEvent> events = new ArrayList<>();
    private final Map<String, Map<String, Float>> appeals = new HashMap<>();

    Simulation() {}

    /** Simulates a shop from its start to its end; takes a second or two. */
    public static Simulation of(Shop shop) {
        long start = shop.start().toEpochMilli();
        long end = shop.end().toEpochMilli();
        Catalogue catalogue = Catalogue.of(shop.seed(), shop.products(), start, end);
        Simulation simulation = new Simulation();
        for (int number = 0; number < shop.customers(); number++) {
            Customer customer = new Customer(shop.seed(), number, start, end);
            long time = customer.nextVisit(start);
            while (time < end) {
                time = customer.nextVisit(new Visit(customer, catalogue, simulation).run(time));
            }
        }
        simulation.events.removeIf(event -> event.time() >= end);
        simulation.events.sort(Comparator.comparingLong(ShopEvent::time));
        return simulation;
    }

    void add(ShopEvent event) {
        events.add(event);
    }

    void shown(String request, Page page) {
        Map<String, Float> ofPage = new HashMap<>();
        page.shown().forEach(shown -> ofPage.put(shown.product().id(), (float) shown.appeal()));
        appeals.put(request, ofPage);
    }

    /** Events in order of time; impressions of one page share a time and keep the order of the page. */
    List<ShopEvent> events() {
        return events;
    }

    /**
     * The appeal of products to the customer when a page showed them; ranking by it is ideal, apart from position bias.
     *
     * @throws IllegalArgumentException when the page was not shown or lacks a product
     */
    public float[] appeals(String request, List<String> products) {
        Map<String, Float> ofPage = appeals.get(request);
        if (ofPage == null || !ofPage.keySet().containsAll(products)) {
            throw new IllegalArgumentException("request " + request + " of products " + products
                    + " does not belong to this shop; its log has been changed");
        }
        float[] scores = new float[products.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = ofPage.get(products.get(i));
        }
        return scores;
    }
}
