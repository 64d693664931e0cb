package dev.freshet.simulator;

import dev.freshet.core.event.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The taste of one customer. Favourite categories change; brands and budget do not. */
final class Taste {

    private static final double DAY_MS = TimeSpan.DAY;
    private static final int FAVOURITES = 2;
    private static final double CATEGORY = 2.2;
    private static final double BRAND = 1.0;
    private static final double PRICE = 0.2;

    /** Average time that a category stays a favourite. */
    private static final double LASTING_DAYS = 20;

    /** Time over which a liking rises or falls. */
    private static final double CHANGE_DAYS = 4;

    private record Liking(Category category, long from, long until) {

        /** Strength of the liking, from 0 to 1. */
        double at(long time) {
            double coming = (time - from) / DAY_MS / CHANGE_DAYS;
            double going = 1 - (time - until) / DAY_MS / CHANGE_DAYS;
            return Math.max(0, Math.min(1, Math.min(coming, going)));
        }
    }

    private final List<Liking> likings = new ArrayList<>();
    private final int brand;
    private final int otherBrand;
    private final double budget;

    /** Draws a taste and its changes until the end. */
    Taste(SplittableRandom random, long start, long end) {
        brand = random.nextInt(Catalogue.BRANDS);
        otherBrand = random.nextInt(Catalogue.BRANDS);
        budget = random.nextGaussian();
        long longAgo = start - (long) (365 * DAY_MS);
        for (int i = 0; i < FAVOURITES; i++) {
            long from = longAgo;
            for (long until = start; from < end; from = until) {
                until = Math.max(from, start) + (long) (LASTING_DAYS * DAY_MS * exponential(random));
                likings.add(new Liking(any(random), from, until));
            }
        }
    }

    /** The appeal of a category at a time, in log-odds. */
    double appeal(Category category, long time) {
        double liking = 0;
        for (Liking l : likings) {
            liking += l.category() == category ? l.at(time) : 0;
        }
        return CATEGORY * Math.min(1, liking);
    }

    /** The appeal of a product to this customer at a time, without its appeal to every customer. */
    double appeal(Product product, long time) {
        double far = product.price() - budget;
        return appeal(product.category(), time) + (isLoved(product.brand()) ? BRAND : 0) - PRICE * far * far;
    }

    boolean isLoved(int otherwise) {
        return otherwise == brand || otherwise == otherBrand;
    }

    private static Category any(SplittableRandom random) {
        return Category.ALL.get(random.nextInt(Category.ALL.size()));
    }

    private static double exponential(SplittableRandom random) {
        return -StrictMath.log(1 - random.nextDouble());
    }
}
