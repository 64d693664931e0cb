package dev.freshet.core.feature;

import dev.freshet.core.statistics.ActionCounts;
import dev.freshet.core.statistics.StatisticsTotals;

/** Cart additions and clicks of a product per view, smoothed by 100 views. */
public final class Rates {

    private static final double PRIOR_VIEWS = 100;

    private Rates() {}

    /** Cart additions per view, shrunk to the mean of all products. */
    static double carts(Candidate candidate) {
        StatisticsTotals totals = candidate.page().statistics().totals();
        ActionCounts all = candidate.all();
        return rate((double) all.carts(), (double) all.views(), mean(totals.carts(), totals.views()));
    }

    /** Clicks per view, shrunk to the mean of all products. */
    static double clicks(Candidate candidate) {
        StatisticsTotals totals = candidate.page().statistics().totals();
        ActionCounts all = candidate.all();
        return rate((double) all.clicks(), (double) all.views(), mean(totals.clicks(), totals.views()));
    }

    /** Actions per view, shrunk to a prior rate. */
    public static double rate(double count, double views, double prior) {
        return (count + PRIOR_VIEWS * prior) / (views + PRIOR_VIEWS);
    }

    /** The rate of all products, smoothed as if there had been one action and 100 views more. */
    public static double mean(long count, long views) {
        return ((double) count + 1) / ((double) views + PRIOR_VIEWS);
    }
}
