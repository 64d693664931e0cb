package dev.freshet.core.feature;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.history.HistoryEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a customer did before a request, in all and with the products of the request, from the history that the request may
 * see. Costs O(history).
 */
public final class CustomerActivity {

    /** A session goes on while no gap between events is longer. */
    private static final long SESSION_GAP = 30 * TimeSpan.MINUTE;

    private final List<HistoryEvent> window;
    private final Map<String, CustomerProduct> products = new HashMap<>();
    private int clicks;
    private int carts;
    private int sessionClicks;
    private int sessionCarts;

    /**
     * Reads a history.
     *
     * @param requested products of the request
     * @param window events that the request may see, in order
     * @param time of the request, epoch milliseconds
     */
    public CustomerActivity(List<String> requested, List<HistoryEvent> window, long time) {
        this.window = window;
        requested.forEach(product -> products.put(product, new CustomerProduct()));
        int session = sessionStart(window, time);
        for (int i = 0; i < window.size(); i++) {
            HistoryEvent event = window.get(i);
            boolean inSession = i >= session;
            CustomerProduct product = products.get(event.productId());
            if (product != null) {
                product.add(event, inSession);
            }
            count(event.action(), inSession ? 1 : 0);
        }
    }

    int clicks() {
        return clicks;
    }

    int carts() {
        return carts;
    }

    int sessionClicks() {
        return sessionClicks;
    }

    int sessionCarts() {
        return sessionCarts;
    }

    /** What the customer did with a product of the request. */
    public CustomerProduct with(String productId) {
        return products.get(productId);
    }

    List<RecentProducts.Recent> recent(Choice choice, long since) {
        return RecentProducts.of(window, choice, since);
    }

    private void count(Action action, int inSession) {
        if (action == Action.CLICK) {
            clicks++;
            sessionClicks += inSession;
        } else if (action == Action.CART_UPDATE) {
            carts++;
            sessionCarts += inSession;
        }
    }

    /** Index of the session's first event; the number of events when no session goes on. */
    private static int sessionStart(List<HistoryEvent> window, long time) {
        int start = window.size();
        long newer = time;
        while (start > 0 && newer - window.get(start - 1).timestamp() <= SESSION_GAP) {
            start--;
            newer = window.get(start).timestamp();
        }
        return start;
    }
}
