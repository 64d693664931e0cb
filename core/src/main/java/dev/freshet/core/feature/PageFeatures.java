package dev.freshet.core.feature;

import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
        RequestPage page = RequestPage.of(products, window, statistics, time);
        double[][] scaled = new double[products.size()][];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = scaled(page.candidate(products.get(i)));
        }
        return new PageFeatures(scaled, PageNumbers.scaled(page));
    }

    /**
     * Features that were computed before.
     *
     * @param linear what {@link #linear} returned
     * @param page what {@link #page} returned
     * @throws IllegalArgumentException when the lengths are not those of features
     */
    public static PageFeatures of(double[] linear, double[] page) {
        if (linear.length % LINEAR_INPUTS != 0 || page.length != PageNumbers.NAMES.size()) {
            throw new IllegalArgumentException(linear.length + " features and " + page.length + " numbers of a page");
        }
        double[][] scaled = new double[linear.length / LINEAR_INPUTS][];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = Arrays.copyOfRange(linear, i * LINEAR_INPUTS, (i + 1) * LINEAR_INPUTS);
        }
        return new PageFeatures(scaled, page.clone());
    }

    /** The features with the products in another order: {@code order} has the old index of each. */
    public PageFeatures ordered(int[] order) {
        return new PageFeatures(Arrays.stream(order).mapToObj(i -> scaled[i]).toArray(double[][]::new), page);
    }

    /** Names of the features, in order. */
    public static List<String> names() {
        return FeatureTable.ENTRIES.stream().map(FeatureTable.Entry::name).toList();
    }

    /** Names of the inputs of the term's network, in order: features, differences to the page's means and maxima, page numbers. */
    public static List<String> inputNames() {
        return Stream.of(
                        names().stream(),
                        names().stream().map(name -> name + "-mean"),
                        names().stream().map(name -> name + "-max"),
                        PageNumbers.NAMES.stream())
                .flatMap(each -> each)
                .toList();
    }

    /** A hash of names and scales. Weights belong to the features of one hash. */
    public static long fingerprint() {
        return FeatureTable.fingerprint();
    }

    /** Weights of the linear part before any training: they rank by what the customer did before, then by cart rates. */
    public static float[] priorWeights() {
        float[] prior = new float[LINEAR_INPUTS];
        for (int f = 0; f < prior.length; f++) {
            prior[f] = FeatureTable.ENTRIES.get(f).prior();
        }
        return prior;
    }

    /** Inputs of the linear term, {@code (products, 15)} flat. */
    public double[] linear() {
        double[] inputs = new double[scaled.length * LINEAR_INPUTS];
        for (int i = 0; i < scaled.length; i++) {
            System.arraycopy(scaled[i], 0, inputs, i * LINEAR_INPUTS, LINEAR_INPUTS);
        }
        return inputs;
    }

    /** Numbers that all products of the page share, scaled. */
    public double[] page() {
        return page.clone();
    }

    /** Inputs of the term's network, {@code (products, 50)} flat. */
    public double[] network() {
        if (scaled.length == 0) {
            return new double[0];
        }
        double[] means = new double[LINEAR_INPUTS];
        double[] maxima = new double[LINEAR_INPUTS];
        for (int f = 0; f < LINEAR_INPUTS; f++) {
            double[] ascending = new double[scaled.length];
            for (int i = 0; i < scaled.length; i++) {
                ascending[i] = scaled[i][f];
            }
            Arrays.sort(ascending); // a sum has the same bits whatever the order of the products
            means[f] = Arrays.stream(ascending).reduce(0, Double::sum) / scaled.length;
            maxima[f] = ascending[scaled.length - 1];
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
