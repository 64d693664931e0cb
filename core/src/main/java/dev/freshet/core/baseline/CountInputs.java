package dev.freshet.core.baseline;

import dev.freshet.core.baseline.PastCounts.Product;
import dev.freshet.core.history.HistoryEvent;
import java.util.List;

/**
 * Six counts of each candidate, scaled: logarithms of the product's cart additions per view, of all time and of 7 days, and
 * of its cart additions; and how often the customer clicked, carted and bought it, each up to five times.
 */
public final class CountInputs {

    /** Counts of a candidate. */
    public static final int SIZE = 6;

    static final double PRIOR_VIEWS = 100;
    private static final int MOST = 5;

    private CountInputs() {}

    /**
     * The inputs of products, {@code (products, 6)} flat.
     *
     * @param window the customer's events that the request may see
     * @param counts at the request's time
     */
    public static double[] of(List<String> products, List<HistoryEvent> window, PastCounts counts) {
        double mean = counts.meanCartRate();
        double[] inputs = new double[products.size() * SIZE];
        for (int i = 0; i < products.size(); i++) {
            String id = products.get(i);
            Product product = counts.of(id);
            double rate = rate((double) product.carts(), (double) product.views(), mean);
            double week = rate(product.weekCarts(), product.weekViews(), rate);
            int[] own = own(window, id);
            double[] six = {
                scaled(StrictMath.log(rate), -6, 1),
                scaled(StrictMath.log(week), -6, 1.4),
                scaled(StrictMath.log1p((double) product.carts()), 2, 1),
                scaled(own[0], 0, 0.5),
                scaled(own[1], 0, 0.5),
                scaled(own[2], 0, 0.5)
            };
            System.arraycopy(six, 0, inputs, i * SIZE, SIZE);
        }
        return inputs;
    }

    private static double rate(double carts, double views, double prior) {
        return (carts + PRIOR_VIEWS * prior) / (views + PRIOR_VIEWS);
    }

    /** The customer's clicks, cart additions and purchases of a product. */
    private static int[] own(List<HistoryEvent> window, String productId) {
        int[] counts = new int[3];
        for (HistoryEvent event : window) {
            if (event.productId().equals(productId)) {
                switch (event.action()) {
                    case CLICK -> counts[0] = Math.min(counts[0] + 1, MOST);
                    case CART_UPDATE -> counts[1] = Math.min(counts[1] + 1, MOST);
                    case PURCHASE -> counts[2] = Math.min(counts[2] + 1, MOST);
                    case VIEW -> {}
                }
            }
        }
        return counts;
    }

    private static double scaled(double x, double centre, double width) {
        return Math.max(-6, Math.min(6, (x - centre) / width));
    }
}
