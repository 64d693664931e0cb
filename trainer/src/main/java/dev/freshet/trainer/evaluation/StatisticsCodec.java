package dev.freshet.trainer.evaluation;

import dev.freshet.trainer.state.ProductCartCounts;
import dev.freshet.trainer.state.StratumSums;
import dev.freshet.trainer.state.TrainerStatistics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Converts {@link MetricsAccumulator} and {@link CartCounts} to a record of trainer state and back. */
public final class StatisticsCodec {

    private StatisticsCodec() {}

    /**
     * The statistics as a record. All lists and maps are sorted, so equal statistics give equal records and equal
     * bytes.
     */
    public static TrainerStatistics encode(MetricsAccumulator total, CartCounts carts) {
        TreeMap<String, StratumSums> strata = new TreeMap<>();
        total.strata.forEach((name, stratum) -> strata.put(name, encode(stratum)));
        List<ProductCartCounts> products = carts.products.entrySet().stream()
                .map(entry -> encode(entry.getKey(), entry.getValue()))
                .toList();
        return TrainerStatistics.newBuilder()
                .setGroups(total.groups)
                .setHoldout(total.holdout)
                .setUnevaluated(total.unevaluated)
                .setTrainedGroups(total.trainedGroups)
                .setTrainedTargets(total.trainedTargets)
                .setSteps(total.steps)
                .setStrata(strata)
                .setLosses(new TreeMap<>(total.losses))
                .setCartsHorizon(carts.horizon)
                .setCarts(products)
                .build();
    }

    public static MetricsAccumulator metrics(TrainerStatistics statistics) {
        MetricsAccumulator metrics = new MetricsAccumulator();
        metrics.groups = statistics.getGroups();
        metrics.holdout = statistics.getHoldout();
        metrics.unevaluated = statistics.getUnevaluated();
        metrics.trainedGroups = statistics.getTrainedGroups();
        metrics.trainedTargets = statistics.getTrainedTargets();
        metrics.steps = statistics.getSteps();
        statistics.getStrata().forEach((name, sums) -> metrics.strata.put(name, decode(sums)));
        metrics.losses.putAll(statistics.getLosses());
        return metrics;
    }

    /**
     * The cart counts.
     *
     * @param window the recency window, a multiple of ten minutes
     */
    public static CartCounts carts(TrainerStatistics statistics, Duration window) {
        CartCounts carts = new CartCounts(window);
        carts.horizon = statistics.getCartsHorizon();
        statistics.getCarts().forEach(counts -> carts.products.put(counts.getProductId(), decode(counts)));
        return carts;
    }

    private static StratumSums encode(Stratum stratum) {
        TreeMap<String, Double> sums = new TreeMap<>();
        stratum.ndcg10().forEach((ranking, sum) -> sums.put(ranking.label(), sum));
        return new StratumSums(stratum.groups(), sums);
    }

    private static Stratum decode(StratumSums sums) {
        Map<Ranking, Double> ndcg = new EnumMap<>(Ranking.class);
        sums.getNdcg10().forEach((label, sum) -> ndcg.put(Ranking.of(label), sum));
        return new Stratum(sums.getGroups(), ndcg);
    }

    private static ProductCartCounts encode(String productId, ProductCarts carts) {
        return new ProductCartCounts(
                productId,
                carts.base(),
                List.copyOf(carts.buckets().keySet()),
                List.copyOf(carts.buckets().values()));
    }

    private static ProductCarts decode(ProductCartCounts counts) {
        if (counts.getBuckets().size() != counts.getCounts().size()) {
            throw new IllegalArgumentException("product " + counts.getProductId() + " has "
                    + counts.getBuckets().size() + " buckets and "
                    + counts.getCounts().size() + " counts");
        }
        ProductCarts carts = new ProductCarts();
        carts.addToBase(counts.getBase());
        for (int i = 0; i < counts.getBuckets().size(); i++) {
            carts.add(counts.getBuckets().get(i), counts.getCounts().get(i));
        }
        return carts;
    }
}
