package dev.freshet.core.feature;

import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.util.List;

/** The features of a request's products, in the order of the products. */
public final class PageFeatures {

    /** Scaled features of a product: what the linear term reads. */
    public static final int LINEAR_INPUTS = FeatureTable.ENTRIES.size();

    /**
     * Inputs of a product for the network of the term: the scaled features, their differences to the page's means and to its
     * maxima, and the numbers of the page.
     */
    public static final int NETWORK_INPUTS = 3 * LINEAR_INPUTS + PageNumbers.NAMES.size();

    private final double[][] scaled;
    private final double[] page;

    private PageFeatures(double[][] scaled, double[] page) {
        this.scaled = scaled;
        this.page = page;
    }

    /**
     * Computes the features.
     *
     * @param products distinct products
     * @param window the customer's events that the request may see, in order
     * @param statistics of a moment at or before {@code time}
     * @param time of the request, epoch milliseconds
     */
    public static PageFeatures of(
            List<String> products, List<HistoryEvent> window, StatisticsSnapshot statistics, long time) {
        Page page = Page.of(products, window, statistics, time);
        double[][] scaled = new double[products.size()][];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = scaled(page.candidate(products.get(i)));
        }
        return new PageFeatures(scaled, PageNumbers.scaled(page));
    }

    /** Names of the features, in order. */
    public static List<String> names() {
        return FeatureTable.ENTRIES.stream().map(FeatureTable.Entry::name).toList();
    }

    /** Inputs of the linear term, {@code (products, 15)} flat. */
    public double[] linear() {
        double[] inputs = new double[scaled.length * LINEAR_INPUTS];
        for (int i = 0; i < scaled.length; i++) {
            System.arraycopy(scaled[i], 0, inputs, i * LINEAR_INPUTS, LINEAR_INPUTS);
        }
        return inputs;
    }

    /** Inputs of the term's network, {@code (products, 50)} flat. */
    public double[] network() {
        double[] means = new double[LINEAR_INPUTS];
        double[] maxima = new double[LINEAR_INPUTS];
        for (int f = 0; f < LINEAR_INPUTS; f++) {
            double sum = 0;
            double max = Double.NEGATIVE_INFINITY;
            for (double[] product : scaled) {
                sum += product[f];
                max = Math.max(max, product[f]);
            }
            means[f] = sum / scaled.length;
            maxima[f] = max;
        }
        double[] inputs = new double[scaled.length * NETWORK_INPUTS];
        for (int i = 0, at = 0; i < scaled.length; i++, at += NETWORK_INPUTS) {
            for (int f = 0; f < LINEAR_INPUTS; f++) {
                inputs[at + f] = scaled[i][f];
                inputs[at + LINEAR_INPUTS + f] = scaled[i][f] - means[f];
                inputs[at + 2 * LINEAR_INPUTS + f] = scaled[i][f] - maxima[f];
            }
            System.arraycopy(page, 0, inputs, at + 3 * LINEAR_INPUTS, page.length);
        }
        return inputs;
    }

    private static double[] scaled(Candidate candidate) {
        double[] scaled = new double[LINEAR_INPUTS];
        for (int f = 0; f < scaled.length; f++) {
            FeatureTable.Entry entry = FeatureTable.ENTRIES.get(f);
            scaled[f] = entry.scale().of(entry.feature().of(candidate));
        }
        return scaled;
    }
}
