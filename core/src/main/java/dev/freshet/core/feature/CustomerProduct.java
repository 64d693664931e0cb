package dev.freshet.core.feature;

import dev.freshet.core.history.HistoryEvent;

/** What a customer did with one product, in the history that a request may see. Not thread-safe. */
public final class CustomerProduct {

    /** The time of the last cart addition of a product that was never carted. */
    static final long NEVER = Long.MIN_VALUE;

    private int clicks;
    private int carts;
    private int purchases;
    private int sessionClicks;
    private long lastCart = NEVER;

    /** @param inSession whether the session that goes on at the request holds the event */
    void add(HistoryEvent event, boolean inSession) {
        switch (event.action()) {
            case CLICK -> {
                clicks++;
                sessionClicks += inSession ? 1 : 0;
            }
            case CART_UPDATE -> {
                carts++;
                lastCart = event.timestamp();
            }
            case PURCHASE -> purchases++;
            case VIEW -> {}
        }
    }

    public int clicks() {
        return clicks;
    }

    public int carts() {
        return carts;
    }

    public int purchases() {
        return purchases;
    }

    int sessionClicks() {
        return sessionClicks;
    }

    /** Epoch milliseconds, or {@link #NEVER}. */
    long lastCart() {
        return lastCart;
    }
}
