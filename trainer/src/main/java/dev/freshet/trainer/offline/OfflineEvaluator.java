package dev.freshet.trainer.offline;

import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.metric.RankingMetric;
import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.model.file.RefusedException;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.trainer.evaluation.Ranking;
import dev.freshet.trainer.evaluation.Rankings;
import dev.freshet.trainer.publish.Beginning;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Evaluates a model on the last part of a dataset, beside baselines that only count events. */
public final class OfflineEvaluator {

    private static final long RECENT = 7 * TimeSpan.DAY;

    private final CartLog carts;
    private final long trainEnd;
    private final boolean live;
    private final ServingModel model;

    private OfflineEvaluator(Dataset dataset, boolean live, ServingModel model) {
        this.carts = dataset.carts();
        this.trainEnd = dataset.trainEnd();
        this.live = live;
        this.model = model;
    }

    /**
     * Evaluates a model. Groups from before the end of its training data are left out, except those by which a training on this
     * dataset has decided when to stop, in protocol notebook.
     *
     * @param file a model that offline training wrote
     * @param live whether to use history, counts and product statistics as of each request instead of as of the end of training
     * @param device where the model is computed
     * @param progress receives the number of groups evaluated so far
     * @throws RefusedException naming the file or the dataset when it cannot be used
     */
    public static Evaluation evaluate(
            Dataset dataset, Path file, boolean live, ComputeDevice device, IntConsumer progress) {
        DatasetPart part = live ? DatasetPart.RANK_LIVE : DatasetPart.RANK_FROZEN;
        if (!dataset.has(part)) {
            throw new RefusedException(
                    RefusedException.Reason.NO_LIVE_HISTORIES,
                    "a dataset of protocol " + dataset.summary().protocol()
                            + " has no live histories; evaluate with frozen ones, or build it by protocol stream");
        }
        SavedModel saved = SavedModel.read(file);
        long from = from(dataset, saved);
        try (ServingModel model = saved.serving(device)) {
            OfflineEvaluator evaluator = new OfflineEvaluator(dataset, live, model);
            List<EvaluatedGroup> evaluated = new ArrayList<>();
            long known = 0;
            for (Example example : dataset.read(part)) {
                for (ExampleGroup group : example.groups()) {
                    if (group.timestamp() < from) {
                        known++;
                        continue;
                    }
                    evaluated.add(evaluator.evaluate(example, group));
                    progress.accept(evaluated.size());
                }
            }
            if (known > 0 && evaluated.isEmpty()) {
                throw new RefusedException(
                        file + " was trained on data up to " + Instant.ofEpochMilli(from) + ", and part "
                                + part.label() + " of " + dataset.directory()
                                + " has no group of that time or later; evaluate it on a later log");
            }
            if (evaluated.stream().noneMatch(EvaluatedGroup::bothLabels)) {
                throw new RefusedException(
                        RefusedException.Reason.PART_TOO_SMALL,
                        "part " + part.label() + " of " + dataset.directory()
                                + " has no group with both labels: there is nothing to rank; build it of a longer log, or with"
                                + " a longer evaluated part");
            }
            return Evaluation.of(live ? "live" : "frozen", known, evaluated);
        } catch (CorruptBlockException | IllegalStateException e) {
            throw new RefusedException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The earliest time of a group to evaluate, epoch milliseconds. */
    static long from(Dataset dataset, SavedModel saved) {
        Long end = saved.trainedUntil();
        boolean stopped = dataset.stopsByTheEvaluatedPart()
                && saved.statistics() == null // they would know the labels of groups from before their end
                && end != null
                && end <= dataset.end(DatasetPart.RANK_STOP);
        return stopped ? Long.MIN_VALUE : Beginning.of(saved).watermark(Long.MIN_VALUE);
    }

    private EvaluatedGroup evaluate(Example example, ExampleGroup group) {
        List<HistoryEvent> window = example.history().subList(0, group.stateIndex() + 1);
        long before = live ? group.timestamp() : trainEnd + 1;
        Map<Ranking, Double> ndcg = new Rankings(group, window)
                .model(GroupScorer.of(model, group), true)
                .counts(
                        product -> carts.between(product, Long.MIN_VALUE, before),
                        product -> carts.between(product, before - RECENT, before))
                .evaluate()
                .get(RankingMetric.NDCG10);
        return new EvaluatedGroup(
                example.userId(),
                window.size(),
                OfflineTraining.hasBothLabels(group),
                group.productIds().size(),
                ndcg);
    }
}
