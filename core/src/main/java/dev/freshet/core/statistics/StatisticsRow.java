package dev.freshet.core.statistics;

/**
 * What is known of a product.
 *
 * @param productId the product
 * @param counts its views, clicks and cart additions
 * @param clicked its pairs of clicks
 * @param carted its pairs of cart additions
 */
record StatisticsRow(String productId, ActionCounts counts, Pairs clicked, Pairs carted) {

    static StatisticsRow of(String productId) {
        return new StatisticsRow(productId, ActionCounts.NONE, Pairs.NONE, Pairs.NONE);
    }

    Pairs pairs(PairKind kind) {
        return kind == PairKind.CLICKED ? clicked : carted;
    }

    StatisticsRow with(ActionCounts other) {
        return new StatisticsRow(productId, other, clicked, carted);
    }

    StatisticsRow with(PairKind kind, Pairs pairs) {
        return kind == PairKind.CLICKED
                ? new StatisticsRow(productId, counts, pairs, carted)
                : new StatisticsRow(productId, counts, clicked, pairs);
    }
}
