package dev.freshet.trainer.experiment;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.example.Example;
import dev.freshet.model.loss.NonFiniteLossException;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.evaluation.HeldVersions;
import dev.freshet.trainer.online.MemoryTraining;
import dev.freshet.trainer.publish.TrainedVersion;
import dev.freshet.trainer.stream.BatchCutter;
import dev.freshet.trainer.stream.StreamPosition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The same model with other weights: those of the last ten minutes, those of the last midnight, those of the beginning of the
 * evaluation, and the latter trained on with old data. History and statistics are live for all. Beside them a model of the
 * notebook's recipe, whose history is that of the beginning too. Not thread-safe.
 */
final class WeightVariants implements AutoCloseable {

    private static final Variant NEWEST = new Variant(Question.WEIGHTS, Question.WEIGHTS.reference());
    private static final Variant RECENT = new Variant(Question.WEIGHTS, "new every 10 min");
    private static final Variant DAILY = new Variant(Question.WEIGHTS, "new each day");
    private static final Variant FROZEN = new Variant(Question.WEIGHTS, "frozen");
    private static final Variant PLACEBO = new Variant(Question.WEIGHTS, "frozen, as many steps on old data");
    private static final Variant RECIPE = new Variant(Question.RANKINGS, "notebook recipe, not updated");

    /** The most products for which weights are loaded every ten minutes. */
    private static final int MOST_PRODUCTS = 20_000;

    /** The most events of histories in the batches that placebo and recipe learn from. */
    private static final int MOST_EVENTS = 1_000_000;

    private final TrainerConfig config;
    private final long freezeAt;
    private final HeldVersions<ServingModel> versions;
    private final HeldVersions<ServingModel> daily = new HeldVersions<>(2, ServingModel::release);
    private final HeldVersions<ServingModel> placeboVersions;
    private final RecentWeights recent;
    private final BatchCutter cutter;
    private final BooleanSupplier stopped;
    private final Consumer<String> progress;
    private final ExperimentResults results;
    private final Deque<List<Example>> batches = new ArrayDeque<>();
    private long events;

    /** Day of the newest daily version; at first, of the first version, since that one is not of a whole day. */
    private Long day;

    private ServingModel frozen;
    private long frozenAt;
    private Placebo placebo;

    /** Null before there is a frozen version, and when it could not be trained. */
    private ServingModel recipe;

    /**
     * @param versions those that the model publishes
     * @param freezeAt event time from which on the frozen version learns nothing, epoch milliseconds
     * @param stopped ends long work
     * @param progress receives a few words from time to time during long work
     */
    WeightVariants(
            TrainerConfig config,
            HeldVersions<ServingModel> versions,
            long freezeAt,
            ExperimentResults results,
            BooleanSupplier stopped,
            Consumer<String> progress) {
        this.results = results;
        this.config = config;
        this.versions = versions;
        this.freezeAt = freezeAt;
        placeboVersions = new HeldVersions<>(config.versionsKept(), ServingModel::close);
        recent = new RecentWeights(config.evaluationReach());
        cutter = new BatchCutter(config.batchLimits());
        this.stopped = stopped;
        this.progress = progress;
    }

    /** Called before the record of a time, epoch milliseconds, is processed by the model. */
    void advance(long recordTime, MemoryTraining model) {
        if (frozen == null) {
            cutter.advance(recordTime).ifPresent(batch -> keep(batch.examples()));
        }
        if (recordTime < freezeAt - config.evaluationReach().toMillis() || results.isDropped(RECENT)) {
            return;
        }
        if (model.products() > MOST_PRODUCTS) {
            results.drop(RECENT, "the catalogue has more than " + MOST_PRODUCTS + " products");
            recent.close();
        } else {
            recent.advance(recordTime, model.steps(), model::weights);
        }
    }

    /** Takes a version that is among the versions now. */
    void published(TrainedVersion newest) {
        long watermark = newest.watermark();
        ServingModel model = versions.servingAt(watermark).orElseThrow();
        long today = Math.floorDiv(watermark, TimeSpan.DAY);
        if (day != null && today > day) {
            model.retain();
            daily.add(watermark, watermark, model);
        }
        day = today;
        if (frozen == null && watermark >= freezeAt && !batches.isEmpty()) {
            model.retain();
            frozen = model;
            frozenAt = watermark;
            placebo = new Placebo(config, newest, List.copyOf(batches));
            trainRecipe();
            batches.clear();
        }
        if (placebo != null && !results.isDropped(PLACEBO)) {
            train(watermark, newest.version());
        }
    }

    private void trainRecipe() {
        try {
            recipe = new NotebookRecipe(config, List.copyOf(batches), stopped, progress)
                    .trained()
                    .orElse(null);
            if (recipe == null) {
                results.drop(
                        RECIPE, "the warm-up has too few groups and events to train it; a longer warm-up has more");
            }
        } catch (NonFiniteLossException e) {
            results.drop(RECIPE, "it diverged (" + e.getMessage() + ")");
        }
    }

    private void train(long watermark, long steps) {
        try {
            placeboVersions.add(watermark, watermark, placebo.trained(steps));
        } catch (NonFiniteLossException e) {
            results.drop(PLACEBO, "it diverged (" + e.getMessage() + "); lower learning.rate");
        }
    }

    /** Keeps what the model trains on before the frozen version, groups with their features. */
    void trained(Example example, StreamPosition position, long mergedTime) {
        if (frozen == null) {
            cutter.add(mergedTime, position, example).ifPresent(batch -> keep(batch.examples()));
        }
    }

    private void keep(List<Example> batch) {
        batches.add(batch);
        events += events(batch);
        while (events > MOST_EVENTS && batches.size() > 1) {
            events -= events(batches.remove());
        }
    }

    private static long events(List<Example> batch) {
        return batch.stream().mapToLong(example -> example.history().size()).sum();
    }

    /** Evaluates a group; not before there is a frozen version. */
    void evaluate(String userId, VariantPage page) {
        long time = page.group().timestamp();
        if (frozen == null || time < frozenAt) {
            return;
        }
        add(userId, page, NEWEST, versions.servingAt(time).orElseThrow());
        recent.servingAt(time).ifPresent(model -> add(userId, page, RECENT, model));
        add(userId, page, DAILY, daily.servingAt(time).orElse(frozen));
        add(userId, page, FROZEN, frozen);
        placeboVersions.servingAt(time).ifPresent(model -> add(userId, page, PLACEBO, model));
        if (recipe != null) {
            int old = (int) page.window().stream()
                    .takeWhile(event -> event.timestamp() < frozenAt)
                    .count();
            results.add(userId, page.group(), RECIPE, page.ndcg10(network(page, old, recipe)));
        }
    }

    private void add(String userId, VariantPage page, Variant variant, ServingModel model) {
        results.add(userId, page.group(), variant, ndcg10(page, model));
    }

    /** The network's logits after the first events of the window. */
    private static float[] network(VariantPage page, int length, ServingModel model) {
        return model.networkLogits(
                        page.window(),
                        new int[] {length},
                        page.group().sourceType(),
                        page.order().productIds())[0];
    }

    private static double ndcg10(VariantPage page, ServingModel model) {
        float[] logits = network(page, page.window().size(), model);
        model.term(page.live()).ifPresent(term -> {
            for (int i = 0; i < logits.length; i++) {
                logits[i] += term[i];
            }
        });
        return page.ndcg10(logits);
    }

    @Override
    public void close() {
        recent.close();
        if (recipe != null) {
            recipe.close();
        }
        daily.clear();
        placeboVersions.clear();
        if (frozen != null) {
            frozen.release();
        }
        if (placebo != null) {
            placebo.close();
        }
    }
}
