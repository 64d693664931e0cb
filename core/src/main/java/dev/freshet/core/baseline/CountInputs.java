package dev.freshet.core.baseline;

import dev.freshet.core.baseline.PastCounts.Product;
import dev.freshet.core.feature.CustomerActivity;
import dev.freshet.core.feature.CustomerProduct;
import dev.freshet.core.feature.Rates;
import dev.freshet.core.feature.Scale;
import dev.freshet.core.history.HistoryEvent;
import java.util.List;

/**
 * Six counts of each candidate, scaled: logarithms of the product's cart additions per view, of all time and of 7 days, and
 * of its cart additions; and how often the customer clicked, carted and bought it, each up to five times.
 */
public final class CountInputs {

    /** Counts of a candidate. */
    public static final int SIZE = 6;

    private static final int MOST = 5;

    private static final Scale RATE = new Scale(-6, 1);
    private static final Scale WEEK_RATE = new Scale(-6, 1.4);
    private static final Scale CARTS = new Scale(2, 1);
    private static final Scale OWN = new Scale(0, 0.5);

    private CountInputs() {}

    /**
     * The inputs of products, {@code (products, 6)} flat.
     *
     * @param window the customer's events that the request may see
     * @param counts at the request's time
     */
    public static double[] of(List<String> products, List<HistoryEvent> window, PastCounts counts) {
        CustomerActivity customer = new CustomerActivity(products, window, counts.time());
        double mean = counts.meanCartRate();
        double[] inputs = new double[products.size() * SIZE];
        for (int i = 0; i < products.size(); i++) {
            String id = products.get(i);
            Product product = counts.of(id);
            CustomerProduct own = customer.with(id);
            double rate = Rates.rate((double) product.carts(), (double) product.views(), mean);
            double week = Rates.rate(product.weekCarts(), product.weekViews(), rate);
            double[] six = {
                RATE.of(StrictMath.log(rate)),
                WEEK_RATE.of(StrictMath.log(week)),
                CARTS.of(StrictMath.log1p((double) product.carts())),
                OWN.of(Math.min(MOST, own.clicks())),
                OWN.of(Math.min(MOST, own.carts())),
                OWN.of(Math.min(MOST, own.purchases()))
            };
            System.arraycopy(six, 0, inputs, i * SIZE, SIZE);
        }
        return inputs;
    }
}
