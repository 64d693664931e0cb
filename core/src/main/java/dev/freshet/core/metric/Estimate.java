package dev.freshet.core.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A mean over groups and its 95% interval. The interval is a bootstrap over customers, whose groups stay together:
 * percentiles of 1,000 seeded draws. It does not include the variance between training seeds.
 *
 * @param mean over groups
 * @param low 2.5th percentile
 * @param high 97.5th percentile
 */
public record Estimate(double mean, double low, double high) {

    private static final int DRAWS = 1000;
    private static final long SEED = 1;

    /**
     * Estimates the mean of a value.
     *
     * @param groups at least one
     * @param user the customer of a group
     */
    public static <T> Estimate of(List<T> groups, Function<T, String> user, ToDoubleFunction<T> value) {
        TreeMap<String, double[]> byUser = new TreeMap<>();
        for (T group : groups) {
            double[] sums = byUser.computeIfAbsent(user.apply(group), id -> new double[2]);
            sums[0] += value.applyAsDouble(group);
            sums[1]++;
        }
        double[][] users = byUser.values().toArray(double[][]::new);
        double[] draws = new double[DRAWS];
        Random random = new Random(SEED);
        for (int d = 0; d < DRAWS; d++) {
            double sum = 0;
            double count = 0;
            for (int i = 0; i < users.length; i++) {
                double[] drawn = users[random.nextInt(users.length)];
                sum += drawn[0];
                count += drawn[1];
            }
            draws[d] = sum / count;
        }
        Arrays.sort(draws);
        double mean = groups.stream().mapToDouble(value).average().orElseThrow();
        return new Estimate(mean, draws[DRAWS / 40], draws[DRAWS - DRAWS / 40 - 1]);
    }
}
