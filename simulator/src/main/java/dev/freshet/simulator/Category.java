package dev.freshet.simulator;

import java.util.List;

/** A category of products. */
enum Category {
    COFFEE(true, 15),
    MUGS(false, 340),
    TEA(true, 350),
    CHOCOLATE(true, 345),
    PLANTS(false, 110),
    SEEDS(true, 90),
    PETFOOD(true, 0),
    TOYS(false, 345),
    SUNCARE(true, 190),
    SHORTS(false, 170),
    KNITWEAR(false, 330),
    SOCKS(true, 20);

    static final List<Category> ALL = List.of(values());

    private final boolean usedUp;
    private final int peakDay;

    /**
     * @param usedUp whether customers buy products of the category again
     * @param peakDay day of the year on which the category sells best
     */
    Category(boolean usedUp, int peakDay) {
        this.usedUp = usedUp;
        this.peakDay = peakDay;
    }

    boolean isUsedUp() {
        return usedUp;
    }

    int peakDay() {
        return peakDay;
    }

    /** The category that appeals more once a product of this one is in the cart. */
    Category complement() {
        return switch (this) {
            case COFFEE, TEA -> MUGS;
            case MUGS -> COFFEE;
            case CHOCOLATE -> TEA;
            case PLANTS -> SEEDS;
            case SEEDS -> PLANTS;
            case PETFOOD -> TOYS;
            case TOYS -> PETFOOD;
            case SUNCARE -> SHORTS;
            case SHORTS -> SUNCARE;
            case KNITWEAR -> SOCKS;
            case SOCKS -> KNITWEAR;
        };
    }
}
