package dev.freshet.core.feature;

import dev.freshet.core.history.HistoryEvent;

/**
 * What a customer did with one product, in the history that a request may see.
 *
 * @param clicks of it
 * @param carts cart additions of it
 * @param purchases of it
 * @param sessionClicks clicks in the session that goes on at the request
 * @param lastCart time of the last cart addition, epoch milliseconds; {@link #NEVER} without one
 */
record CustomerProduct(int clicks, int carts, int purchases, int sessionClicks, long lastCart) {

    static final long NEVER = Long.MIN_VALUE;

    static final CustomerProduct NONE = new CustomerProduct(0, 0, 0, 0, NEVER);

    CustomerProduct plus(HistoryEvent event, boolean inSession) {
        return switch (event.action()) {
            case CLICK ->
                new CustomerProduct(clicks + 1, carts, purchases, sessionClicks + (inSession ? 1 : 0), lastCart);
            case CART_UPDATE -> new CustomerProduct(clicks, carts + 1, purchases, sessionClicks, event.timestamp());
            case PURCHASE -> new CustomerProduct(clicks, carts, purchases + 1, sessionClicks, lastCart);
            case VIEW -> this;
        };
    }
}
