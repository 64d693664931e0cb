package dev.freshet.testkit;

import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.UserEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** One customer's visit to the shop: a few pages, and the clicks, cart additions and purchases from them. */
final class SmallShopVisit {

    /** Number of impressions of a page. */
    static final int PAGE = 12;

    private static final List<String> SOURCES = List.of("home", "category", "search");
    private static final int MOST_PAGES = 4;
    private static final int LONGEST_PAUSE_MS = 30_000;

    private final String user;
    private final SmallShopTaste taste;
    private final int products;
    private final SplittableRandom random;
    private final List<UserEvent> events;
    private long time;

    SmallShopVisit(String user, SmallShopTaste taste, int products, SplittableRandom random, List<UserEvent> events) {
        this.user = user;
        this.taste = taste;
        this.products = products;
        this.random = random;
        this.events = events;
    }

    void run(int day, long start) {
        time = start;
        int pages = 1 + random.nextInt(MOST_PAGES);
        for (int page = 0; page < pages; page++) {
            page("request-" + user + "-" + day + "-" + page);
            pause();
        }
    }

    private void page(String request) {
        String source = SOURCES.get(random.nextInt(SOURCES.size()));
        Set<Integer> shown = new LinkedHashSet<>();
        while (shown.size() < PAGE) {
            shown.add(random.nextInt(products));
        }
        shown.forEach(product -> add(product, ActionType.VIEW, source, request));
        for (int product : shown) {
            if (random.nextDouble() < taste.appeal(product)) {
                follow(product, source, request);
            }
        }
    }

    /** Adds a click, possibly a cart addition, and possibly a purchase. A purchase belongs to no page. */
    private void follow(int product, String source, String request) {
        taste.choose(product);
        pause();
        add(product, ActionType.CLICK, source, request);
        if (random.nextDouble() < 0.5) {
            pause();
            add(product, ActionType.CART_UPDATE, source, request);
            if (random.nextDouble() < 0.4) {
                pause();
                add(product, ActionType.PURCHASE, null, null);
            }
        }
    }

    private void pause() {
        time += 1 + random.nextInt(LONGEST_PAUSE_MS);
    }

    private void add(int product, ActionType action, String source, String request) {
        String id = "event-" + user + "-" + time + "-" + product + "-" + action;
        events.add(new UserEvent(user, "product-" + product, action, source, time, request, id));
    }
}
