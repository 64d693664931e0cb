package dev.freshet.trainer.experiment;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.example.Example;
import dev.freshet.model.loss.NonFiniteLossException;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.evaluation.HeldVersions;
import dev.freshet.trainer.publish.TrainedVersion;
import dev.freshet.trainer.stream.BatchCutter;
import dev.freshet.trainer.stream.StreamPosition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The same model with older weights: those of the last midnight, those of the beginning of the evaluation, and the latter
 * trained on with old data. History and statistics are live for all. Not thread-safe.
 */
final class WeightVariants implements AutoCloseable {

    private static final Variant NEWEST = new Variant(Question.WEIGHTS, Question.WEIGHTS.reference());
    private static final Variant DAILY = new Variant(Question.WEIGHTS, "new each day");
    private static final Variant FROZEN = new Variant(Question.WEIGHTS, "frozen");
    private static final Variant PLACEBO = new Variant(Question.WEIGHTS, "frozen, as many steps on old data");

    /** The most events of histories in the batches that the placebo repeats. */
    private static final int MOST_EVENTS = 1_000_000;

    private final TrainerConfig config;
    private final long freezeAt;
    private final HeldVersions<ServingModel> versions;
    private final HeldVersions<ServingModel> daily = new HeldVersions<>(2, ServingModel::release);
    private final HeldVersions<ServingModel> placeboVersions;
    private final BatchCutter cutter;
    private final ExperimentResults results;
    private final Deque<List<Example>> batches = new ArrayDeque<>();
    private long events;

    /** Day of the newest daily version; at first, of the first version, since that one is not of a whole day. */
    private Long day;

    private ServingModel frozen;
    private long frozenAt;
    private Placebo placebo;

    /**
     * @param versions those that the model publishes
     * @param freezeAt event time from which on the frozen version learns nothing, epoch milliseconds
     */
    WeightVariants(
            TrainerConfig config, HeldVersions<ServingModel> versions, long freezeAt, ExperimentResults results) {
        this.results = results;
        this.config = config;
        this.versions = versions;
        this.freezeAt = freezeAt;
        placeboVersions = new HeldVersions<>(config.versionsKept(), ServingModel::close);
        cutter = new BatchCutter(config.batchLimits());
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
            batches.clear();
        }
        if (placebo != null && !results.isDropped(PLACEBO)) {
            train(watermark, newest.version());
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
            cutter.advance(mergedTime).ifPresent(batch -> keep(batch.examples()));
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
        add(userId, page, DAILY, daily.servingAt(time).orElse(frozen));
        add(userId, page, FROZEN, frozen);
        placeboVersions.servingAt(time).ifPresent(model -> add(userId, page, PLACEBO, model));
    }

    private void add(String userId, VariantPage page, Variant variant, ServingModel model) {
        results.add(userId, page.group(), variant, ndcg10(page, model));
    }

    private static double ndcg10(VariantPage page, ServingModel model) {
        float[] logits = model.networkLogits(
                        page.window(),
                        new int[] {page.window().size()},
                        page.group().sourceType(),
                        page.order().productIds())[0];
        model.term(page.live()).ifPresent(term -> {
            for (int i = 0; i < logits.length; i++) {
                logits[i] += term[i];
            }
        });
        return page.ndcg10(logits);
    }

    @Override
    public void close() {
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
