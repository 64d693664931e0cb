package dev.freshet.trainer.experiment;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.TermEnsemble;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.evaluation.CandidateOrder;
import dev.freshet.trainer.evaluation.HeldVersions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The variants of the feature term. Each is trained on the inputs that it is evaluated with. A group is evaluated by the terms
 * that were published at or before its time. Not thread-safe.
 */
final class TermVariants implements AutoCloseable {

    /** Groups of a training step. */
    private static final int GROUPS = 16;

    private final List<TermVariant> variants;
    private final TermEnsemble ensemble;
    private final HeldVersions<TermEnsemble.Snapshot> held;
    private final StatisticsTimeline statistics;
    private final long publishInterval;
    private final List<TermEnsemble.Page> open = new ArrayList<>();
    private long publishedAt = Long.MIN_VALUE;

    /** @param interval in which the log's counts come */
    TermVariants(TrainerConfig config, Duration interval) {
        variants = TermVariant.all(interval);
        ensemble = new TermEnsemble(variants.size(), config.modelConfig().seed(), config.optimizerConfig());
        held = new HeldVersions<>(config.versionsKept(), TermEnsemble.Snapshot::close);
        Duration recent = config.evaluationReach().plusHours(1);
        statistics =
                new StatisticsTimeline(config.statistics(), interval, recent, recent.plus(TermVariant.LONGEST_DELAY));
        publishInterval = config.publishInterval().toMillis();
    }

    /** Called before the record of a time is added, epoch milliseconds. */
    void advance(long recordTime) {
        statistics.advance(recordTime);
        if (publishedAt == Long.MIN_VALUE
                || Math.floorDiv(recordTime, publishInterval) > Math.floorDiv(publishedAt, publishInterval)) {
            held.add(recordTime, recordTime, ensemble.snapshot());
            publishedAt = recordTime;
        }
    }

    void count(IntervalCounts counts) {
        statistics.count(counts);
    }

    void count(Example example) {
        statistics.count(example);
    }

    /** A group as the variants see it; the model is the version whose network they add to. */
    VariantPage page(ExampleGroup group, List<HistoryEvent> window, ServingModel model) {
        CandidateOrder order = CandidateOrder.of(group);
        int[] lengths = variants.stream()
                .mapToInt(variant -> length(window, group.timestamp(), variant.historyLate()))
                .toArray();
        int[] distinct = Arrays.stream(lengths).distinct().toArray();
        float[][] network = model.networkLogits(window, distinct, group.sourceType(), order.productIds());
        Map<List<Long>, PageFeatures> features = new HashMap<>();
        float[][] inputs = new float[lengths.length][];
        float[][] offsets = new float[lengths.length][];
        PageFeatures live = null;
        for (int v = 0; v < lengths.length; v++) {
            TermVariant variant = variants.get(v);
            List<HistoryEvent> seen = window.subList(0, lengths[v]);
            PageFeatures own = features.computeIfAbsent(
                    List.of((long) lengths[v], variant.statisticsLate()),
                    key -> features(order, seen, group.timestamp(), variant));
            live = v == 0 ? own : live;
            inputs[v] = variant.inputs(own);
            offsets[v] = variant.network()
                    ? network[indexOf(distinct, lengths[v])]
                    : new float[order.labels().size()];
        }
        int[] labels = order.labels().stream().mapToInt(Integer::intValue).toArray();
        return new VariantPage(group, order, window, live, new TermEnsemble.Page(inputs, offsets, labels));
    }

    private PageFeatures features(CandidateOrder order, List<HistoryEvent> seen, long time, TermVariant variant) {
        return PageFeatures.of(order.productIds(), seen, statistics.at(time - variant.statisticsLate()), time);
    }

    /** Number of events that have arrived by a time if each is this late. */
    private static int length(List<HistoryEvent> window, long time, long late) {
        int length = window.size();
        while (late > 0 && length > 0 && window.get(length - 1).timestamp() > time - late) {
            length--;
        }
        return length;
    }

    private static int indexOf(int[] values, int value) {
        int at = 0;
        while (values[at] != value) {
            at++;
        }
        return at;
    }

    /** Evaluates a group by the terms that were published before it, if there are any. */
    void evaluate(String userId, VariantPage page, ExperimentResults results) {
        held.servingAt(page.group().timestamp()).ifPresent(terms -> {
            float[][] logits = terms.logits(page.page());
            for (int v = 0; v < logits.length; v++) {
                double ndcg10 = page.ndcg10(logits[v]);
                variants.get(v).answers().forEach(answer -> results.add(userId, page.group(), answer, ndcg10));
            }
        });
    }

    /** Adds a group to those of the next training step. */
    void train(VariantPage page) {
        open.add(page.page());
        if (open.size() == GROUPS) {
            ensemble.step(open);
            open.clear();
        }
    }

    @Override
    public void close() {
        held.clear();
        ensemble.close();
    }
}
