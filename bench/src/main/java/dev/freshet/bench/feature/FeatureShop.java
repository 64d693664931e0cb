package dev.freshet.bench.feature;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.feature.PairCounter;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.model.training.TrainableModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A customer with a long history, statistics with full rows of partners, and a model that serves with both. */
final class FeatureShop implements AutoCloseable {

    static final long NOW = 1_480_000_000_000L;

    private static final long SEED = 20260101;
    private static final int PARTNERS = 64;

    private final FeaturePlan plan;
    private final List<HistoryEvent> window = new ArrayList<>();
    private final List<String> candidates;
    private final ServingModel model;

    FeatureShop(FeaturePlan plan) {
        this.plan = plan;
        Random random = new Random(SEED);
        for (int i = 0; i < plan.events(); i++) {
            Action action = random.nextInt(8) == 0 ? Action.CART_UPDATE : Action.CLICK;
            long time = NOW - (plan.events() - i) * TimeSpan.MINUTE;
            window.add(new HistoryEvent(product(random.nextInt(plan.products())), action, "list", time, i, 0));
        }
        candidates = IntStream.range(0, plan.candidates())
                .mapToObj(FeatureShop::product)
                .toList();
        List<String> products = IntStream.range(0, plan.products())
                .mapToObj(FeatureShop::product)
                .toList();
        ModelConfig config = ModelConfig.defaults().with(TermKind.MLP);
        try (TrainableModel trained =
                TrainableModel.initial(config, LossWeights.defaults(), OptimizerConfig.defaults())) {
            trained.admit(products, List.of("list"));
            model = ServingModel.load(
                    1, trained.modelBlocks(), statistics(random).snapshot());
        }
    }

    private ProductStatistics statistics(Random random) {
        ProductStatistics statistics =
                new ProductStatistics(new StatisticsLimits(Math.max(16, plan.products()), PARTNERS));
        for (int i = 0; i < plan.products(); i++) {
            statistics.count(product(i), 100 + i % 50, 10 + i % 5, 1 + i % 3, NOW - i % 1000 * TimeSpan.SECOND);
        }
        List<HistoryEvent> others = new ArrayList<>();
        for (int i = 0; i < 20 * plan.products(); i++) {
            Action action = random.nextBoolean() ? Action.CART_UPDATE : Action.CLICK;
            long time = NOW - TimeSpan.DAY + i;
            HistoryEvent event = new HistoryEvent(product(random.nextInt(plan.products())), action, "list", time, i, 0);
            PairCounter.count(statistics, others.subList(Math.max(0, others.size() - PARTNERS), others.size()), event);
            others.add(event);
        }
        return statistics;
    }

    FeaturePlan plan() {
        return plan;
    }

    List<String> candidates() {
        return candidates;
    }

    float[] answer(List<String> products, long time) {
        return model.score(window, "list", products, time);
    }

    float[] networkAlone(List<String> products) {
        return model.logits(window, "list", products, NOW).network();
    }

    float[] term(List<String> products, long time) {
        return model.term(window, products, time).orElseThrow();
    }

    private static String product(int number) {
        return String.format("product-%05d", number);
    }

    @Override
    public void close() {
        model.close();
    }
}
