package dev.freshet.trainer.offline;

import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.hash.EpochOrder;
import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.model.file.JsonFiles;
import dev.freshet.model.file.RefusedException;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.file.SavedStatistics;
import dev.freshet.model.loss.Losses;
import dev.freshet.model.loss.NonFiniteLossException;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.trainer.evaluation.Rankings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains a model on a dataset, epoch by epoch. Each epoch trains, evaluates on the stop part, keeps the best model and
 * writes a checkpoint, until patience or epochs run out. A training that is resumed after any epoch ends with the same
 * bits as an uninterrupted one.
 */
public final class OfflineTraining {

    private final TrainingPlan plan;
    private final TrainingFiles files;
    private final TrainingListener listener;
    private final List<Example> train;
    private final List<Example> stop;
    private final List<EpochResult> epochs = new ArrayList<>();
    private final Map<String, String> settings;

    /** End of the data that the model has seen, epoch milliseconds; null for unknown. */
    private final Long trainedUntil;

    /** Those at the end of training, for a model that reads live features; else null. */
    private final SavedStatistics statistics;

    private OfflineTraining(
            TrainingPlan plan,
            Dataset dataset,
            Map<String, String> settings,
            Long trainedUntil,
            TrainingFiles files,
            TrainingListener listener) {
        this.plan = plan;
        this.files = files;
        this.listener = listener;
        this.settings = settings;
        this.trainedUntil = trainedUntil;
        statistics = plan.model().term() == TermKind.OFF
                ? null
                : dataset.statistics()
                        .orElseThrow(() -> new RefusedException(
                                RefusedException.Reason.NO_LIVE_FEATURES,
                                dataset.directory() + " has no live features, and a feature term reads them; train"
                                        + " without one, or build the dataset anew by protocol stream"));
        train = needed(dataset, plan.train(), plan);
        stop = needed(dataset, plan.stop(), plan);
    }

    /**
     * Trains a model and leaves it in the run's files.
     *
     * @param resume whether to continue from the checkpoint in those files
     * @return the results of all epochs
     * @throws RefusedException naming file or setting when something cannot be used
     */
    public static TrainingReport run(
            Dataset dataset,
            TrainingPlan plan,
            ModelSource source,
            TrainingFiles files,
            boolean resume,
            TrainingListener listener) {
        files.prepare(resume);
        Map<String, String> settings = new TreeMap<>(plan.settings());
        settings.put("init", source.init().name());
        settings.put("from", String.valueOf(source.file()));
        settings.put("dataset", dataset.summary().toString());
        Long end = source.trainedUntil(Math.max(dataset.end(plan.train()), dataset.end(plan.stop())));
        OfflineTraining training = new OfflineTraining(plan, dataset, settings, end, files, listener);
        try (TrainableModel model = resume ? training.resumed() : source.model(plan, dataset.vocabularies())) {
            training.runEpochs(model);
            TrainingReport report = new TrainingReport(settings, training.epochs, training.best(), model.digest());
            JsonFiles.write(files.report(), report);
            return report;
        }
    }

    private TrainableModel resumed() {
        TrainingCheckpoint checkpoint = TrainingCheckpoint.read(files.checkpoint());
        checkpoint.requireSame(settings, files.checkpoint());
        epochs.addAll(checkpoint.epochs());
        try {
            return TrainableModel.restore(
                    plan.model(),
                    plan.losses(),
                    plan.optimizer(),
                    checkpoint.modelBlocks(),
                    checkpoint.optimizerBlocks(),
                    plan.device());
        } catch (CorruptBlockException e) {
            throw new RefusedException(files.checkpoint() + " is damaged: " + e.getMessage(), e);
        }
    }

    private void runEpochs(TrainableModel model) {
        while (epochs.size() < plan.epochs() && !isOutOfPatience()) {
            int epoch = epochs.size() + 1;
            EpochResult result = evaluateEpoch(model, epoch, trainEpoch(model, epoch));
            if (result.best()) {
                String origin = "epoch " + epoch + " of offline training on "
                        + plan.train().label();
                SavedModel.of(model.modelBlocks(), plan.model().dropout(), origin, result.figures())
                        .trainedUntil(trainedUntil)
                        .with(statistics)
                        .write(files.model());
            }
            epochs.add(result);
            TrainingCheckpoint.of(settings, epochs, model).write(files.checkpoint());
            listener.epoch(result);
        }
    }

    private boolean isOutOfPatience() {
        return !epochs.isEmpty() && epochs.size() - best().epoch() >= plan.patience();
    }

    private EpochResult best() {
        return epochs.stream()
                .filter(EpochResult::best)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private double trainEpoch(TrainableModel model, int epoch) {
        List<List<Example>> batches = ExampleBatches.of(
                EpochOrder.of(train, plan.model().seed(), epoch), plan.batchUsers(), plan.batchTokens());
        LossMeans means = new LossMeans(plan.losses());
        for (int i = 0; i < batches.size(); i++) {
            List<Example> batch = batches.get(i);
            means.add(step(model, epoch, i + 1, batch));
            long tokens = batch.stream().mapToLong(e -> e.history().size()).sum();
            listener.batch(epoch, i + 1, batches.size(), means.total(), tokens);
        }
        if (means.isEmpty()) {
            throw new RefusedException("part " + plan.train().label()
                    + " has nothing to train on: no example has a target or a group with both labels");
        }
        return means.total();
    }

    private Losses step(TrainableModel model, int epoch, int batch, List<Example> examples) {
        try {
            return model.step(examples);
        } catch (NonFiniteLossException e) {
            throw new RefusedException(
                    RefusedException.Reason.DIVERGED,
                    "epoch " + epoch + ", batch " + batch + " (customers "
                            + examples.stream().map(Example::userId).limit(5).toList()
                            + "): loss or gradient is not finite; train with a lower learning rate. The best model so"
                            + " far is in "
                            + files.model(),
                    e);
        }
    }

    private EpochResult evaluateEpoch(TrainableModel model, int epoch, double trainLoss) {
        LossMeans means = new LossMeans(plan.losses());
        ExampleBatches.of(stop, plan.batchUsers(), plan.batchTokens()).forEach(batch -> means.add(model.losses(batch)));
        Double ndcg = plan.losses().ranking() > 0 ? ndcg(model) : null;
        EpochResult result = new EpochResult(
                epoch,
                model.steps(),
                trainLoss,
                means.total(),
                means.nextPositive(),
                means.feedback(),
                means.ranking(),
                ndcg,
                false);
        boolean best =
                epochs.isEmpty() || plan.metric().better(result.metric(plan.metric()), best().metric(plan.metric()));
        return result.asBest(best);
    }

    private Double ndcg(TrainableModel model) {
        try (ServingModel serving = ServingModel.load(model.steps(), model.modelBlocks(), plan.device())) {
            return stop.stream()
                    .flatMapToDouble(example -> example.groups().stream()
                            .filter(OfflineTraining::hasBothLabels)
                            .mapToDouble(group -> Rankings.ndcg(
                                    group,
                                    example.history().subList(0, group.stateIndex() + 1),
                                    GroupScorer.of(serving, group))))
                    .average()
                    .stream()
                    .boxed()
                    .findFirst()
                    .orElse(null);
        }
    }

    static boolean hasBothLabels(ExampleGroup group) {
        return group.labels().contains(0) && group.labels().contains(1);
    }

    private static List<Example> needed(Dataset dataset, DatasetPart part, TrainingPlan plan) {
        List<Example> examples = dataset.read(part);
        boolean uses = examples.stream()
                .anyMatch(example -> plan.losses().ranking() > 0
                        ? example.groups().stream().anyMatch(OfflineTraining::hasBothLabels)
                        : !example.trainable().targets().isEmpty());
        if (!uses) {
            throw new RefusedException(
                    RefusedException.Reason.PART_TOO_SMALL,
                    "part " + part.label() + " of " + dataset.directory() + " has no "
                            + (plan.losses().ranking() > 0 ? "group with both labels" : "target")
                            + "; its summary.json counts what each rule dropped; use a longer log, or"
                            + " keep more customers for the stop part");
        }
        return examples;
    }
}
