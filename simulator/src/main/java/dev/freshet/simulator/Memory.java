package dev.freshet.simulator;

import dev.freshet.core.event.TimeSpan;
import java.util.HashMap;
import java.util.Map;

/** What a customer has done, and how it changes the appeal of products. */
final class Memory {

    private static final double DAY_MS = TimeSpan.DAY;
    private static final double CONSIDERED = 1.0;
    private static final double CONSIDERED_DAYS = 10;
    private static final double WANTED_AGAIN = 1.8;
    private static final double USED_UP_DAYS = 9;
    private static final double JUST_BOUGHT = 1.2;
    private static final double COMPLEMENT = 1.5;
    private static final double COMPLEMENT_DAYS = 2;

    private final Map<Product, Long> clicked = new HashMap<>();
    private final Map<Product, Long> bought = new HashMap<>();
    private Category carted;
    private long cartedAt;

    void click(Product product, long time) {
        clicked.put(product, time);
    }

    void cart(Product product, long time) {
        carted = product.category();
        cartedAt = time;
    }

    void buy(Product product, long time) {
        bought.put(product, time);
    }

    boolean knows(Product product) {
        return clicked.containsKey(product);
    }

    /**
     * The change of a product's appeal. A bought product appeals less at first; one that is used up later appeals more
     * than before. A clicked product that was not bought appeals more. So does, for some days, the category that goes
     * with the last product put into the cart.
     */
    double appeal(Product product, long time) {
        double appeal = 0;
        Long boughtAt = bought.get(product);
        Long clickedAt = clicked.get(product);
        if (boughtAt != null) {
            double used = product.category().isUsedUp() ? Math.min(1, days(boughtAt, time) / USED_UP_DAYS) : 0;
            appeal += (WANTED_AGAIN + JUST_BOUGHT) * used - JUST_BOUGHT;
        } else if (clickedAt != null) {
            appeal += CONSIDERED * StrictMath.exp(-days(clickedAt, time) / CONSIDERED_DAYS);
        }
        if (carted != null && product.category() == carted.complement()) {
            appeal += COMPLEMENT * StrictMath.exp(-days(cartedAt, time) / COMPLEMENT_DAYS);
        }
        return appeal;
    }

    private static double days(long from, long to) {
        return (to - from) / DAY_MS;
    }
}
