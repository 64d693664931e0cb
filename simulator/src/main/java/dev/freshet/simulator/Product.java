package dev.freshet.simulator;

import dev.freshet.core.event.TimeSpan;
import java.util.Locale;

/**
 * A product. Appeals are log-odds throughout.
 *
 * @param number identifies it
 * @param brand number of its brand
 * @param price relative to its category, about standard normal
 * @param quality its appeal to every customer
 * @param launchedAt start of its sale, epoch milliseconds
 * @param fashionDays period of its fashion
 * @param fashionPhase phase of its fashion, radians
 */
record Product(
        int number,
        Category category,
        int brand,
        double price,
        double quality,
        long launchedAt,
        double fashionDays,
        double fashionPhase) {

    private static final double DAY_MS = TimeSpan.DAY;
    private static final double FASHION = 0.6;
    private static final double NOVELTY = 1.0;
    private static final double NOVELTY_DAYS = 7;

    String id() {
        return category.name().toLowerCase(Locale.ROOT) + "-" + number;
    }

    boolean isForSale(long time) {
        return time >= launchedAt;
    }

    /** The appeal to every customer at a time: quality, season, fashion and novelty. */
    double demand(long time) {
        double fashion = FASHION * StrictMath.sin(2 * Math.PI * time / DAY_MS / fashionDays + fashionPhase);
        double novelty = NOVELTY * StrictMath.exp(-(time - launchedAt) / DAY_MS / NOVELTY_DAYS);
        return quality + Season.appeal(category, time) + fashion + novelty;
    }
}
