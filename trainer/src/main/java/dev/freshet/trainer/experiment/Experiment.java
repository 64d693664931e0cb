package dev.freshet.trainer.experiment;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.metric.RankingMetric;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.evaluation.EvaluatedExample;
import dev.freshet.trainer.online.DivergenceException;
import dev.freshet.trainer.online.MemoryTraining;
import dev.freshet.trainer.online.VersionFeatures;
import dev.freshet.trainer.publish.TrainedVersion;
import dev.freshet.trainer.stream.ExampleStream;
import dev.freshet.trainer.stream.PartitionRecord;
import dev.freshet.trainer.stream.StreamContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Evaluates variants of the model in one pass over the merged training examples. The model is trained as {@code freshet run}
 * trains it; beside it the network alone, the variants of the feature term, and older weights. All see each group before they
 * are trained on it. Not thread-safe.
 */
public final class Experiment implements AutoCloseable {

    private final ExperimentResults results;
    private final ExampleCheck check;
    private final List<TrainedVersion> published = new ArrayList<>();
    private final MemoryTraining model;
    private final NetworkAlone network;
    private final TermVariants terms;
    private final WeightVariants weights;

    /** Receives a few words during long work. */
    private Consumer<String> activity = words -> {};

    private BooleanSupplier stopped = () -> false;

    /**
     * Begins with untrained models.
     *
     * @param model settings of the model, with a feature term of kind mlp
     * @param network the same without a term
     * @param interval in which the log's counts come
     * @param from event time of the first group that counts, epoch milliseconds; earlier ones are only trained on
     */
    public Experiment(TrainerConfig model, TrainerConfig network, Duration interval, long from) {
        results = new ExperimentResults(from);
        check = new ExampleCheck(model.modelConfig().maxLength());
        this.model = new MemoryTraining(model, published::add);
        this.network = new NetworkAlone(network, results);
        terms = new TermVariants(model, interval);
        weights = new WeightVariants(
                model,
                this.model.versions(),
                from,
                results,
                () -> stopped.getAsBoolean(),
                words -> activity.accept(words));
    }

    /**
     * Processes records until the stream returns none.
     *
     * @param stop ends the pass before the next record
     * @param progress receives the progress of the model after each step, and at the end
     * @throws TrainerFailedException when the model diverges, or the examples are of other settings
     */
    public void run(ExampleStream stream, BooleanSupplier stop, Consumer<TrainerProgress> progress) {
        stopped = stop;
        List<PartitionRecord<StreamContent>> read = new ArrayList<>();
        ExampleStream observed = () -> {
            Optional<PartitionRecord<StreamContent>> next = stream.fetch();
            next.ifPresent(record -> {
                read.add(record);
                takeVersions();
                observe(record);
            });
            return next;
        };
        unlessDiverged(() -> model.run(observed, stop, progress));
        network.run(read);
    }

    /** Ends the pass at the end of the log. */
    public void drain() {
        unlessDiverged(model::drain);
        takeVersions();
        network.drain();
    }

    private static void unlessDiverged(Runnable work) {
        try {
            work.run();
        } catch (DivergenceException e) {
            throw new TrainerFailedException(
                    "the model diverged: " + e.getMessage() + ". Use a lower learning.rate or term.learning.rate", e);
        }
    }

    /** Sets what receives the name of long work, again and again while it lasts. */
    public void onActivity(Consumer<String> receiver) {
        activity = receiver;
    }

    public ExperimentResults results() {
        return results;
    }

    /** Takes what the model has published since the record before. */
    private void takeVersions() {
        for (TrainedVersion version : published) {
            version.window().evaluatedGroups.forEach(this::addRankings);
            weights.published(version);
        }
        published.clear();
    }

    /** Evaluates and trains the variants on a record, before the model gets it. */
    private void observe(PartitionRecord<StreamContent> record) {
        terms.advance(record.time());
        weights.advance(record.time(), model);
        if (record.value() instanceof StreamContent.Counts counted) {
            terms.count(counted.counts());
        } else if (record.value() instanceof StreamContent.Parts parts) {
            Example example = parts.example();
            check.require(example);
            List<ExampleGroup> groups = new ArrayList<>();
            for (ExampleGroup group : example.groups()) {
                model.versions().servingAt(group.timestamp()).ifPresent(version -> evaluate(example, group, version));
                groups.add(group.with(VersionFeatures.of(model.versions(), example, group)));
            }
            terms.count(example);
            weights.trained(
                    new Example(example.userId(), example.history(), example.targets(), example.heldOut(), groups),
                    record.position(),
                    record.time());
        }
    }

    private void evaluate(Example example, ExampleGroup group, ServingModel version) {
        VariantPage page = terms.page(group, group.servedWindow(example.history()), version);
        if (results.counts(group)) {
            terms.evaluate(example.userId(), page, results);
            weights.evaluate(example.userId(), page);
        }
        if (!group.holdout()) {
            terms.train(page);
        }
    }

    private void addRankings(EvaluatedExample evaluated) {
        evaluated.evaluation().metrics().get(RankingMetric.NDCG10).forEach((ranking, ndcg10) -> {
            String name = ranking.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            results.add(evaluated.userId(), evaluated.group(), new Variant(Question.RANKINGS, name), ndcg10);
        });
    }

    @Override
    public void close() {
        try (model;
                network;
                terms) {
            weights.close();
        }
    }
}
