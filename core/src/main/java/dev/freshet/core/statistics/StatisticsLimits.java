package dev.freshet.core.statistics;

/**
 * Bounds of the product statistics.
 *
 * @param products rows to keep, at least 16
 * @param partners products to remember as seconds of a product's pairs, for each kind, at least 1
 */
public record StatisticsLimits(int products, int partners) {

    /** With more, 64 products with the longest ids might not fit a {@link dev.freshet.core.block.Block}. */
    public static final int MOST_PARTNERS = 192;

    public static final StatisticsLimits DEFAULT = new StatisticsLimits(100_000, 128);

    public StatisticsLimits {
        if (products < 16 || partners < 1) {
            throw new IllegalArgumentException(
                    "product statistics need room for 16 products and 1 partner: " + products + ", " + partners);
        }
    }
}
