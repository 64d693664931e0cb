package dev.freshet.trainer.experiment;

import dev.freshet.core.block.Block;
import dev.freshet.core.example.Example;
import dev.freshet.core.hash.EpochOrder;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.loss.NonFiniteLossException;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.model.training.WarmStart;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.offline.LossMeans;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The reference notebook's recipe: a network without live features, trained in epochs on data that no longer changes. It first
 * learns the next positive events and their actions, then to rank. The last tenth of the batches decides how long.
 */
final class NotebookRecipe {

    private static final LossWeights PRETRAINING = new LossWeights(1, 10, 0);
    private static final LossWeights RANKING = new LossWeights(0, 0, 1);

    private static final int MOST_EPOCHS = 12;

    /** Epochs without a better one after which a stage ends. */
    private static final int PATIENCE = 2;

    private final TrainerConfig config;
    private final ModelConfig shape;
    private final List<List<Example>> train;
    private final List<List<Example>> stop;
    private final BooleanSupplier stopped;
    private final Consumer<String> progress;

    /**
     * @param batches oldest first
     * @param stopped ends the training before the next step
     * @param progress receives a few words from time to time
     */
    NotebookRecipe(
            TrainerConfig config, List<List<Example>> batches, BooleanSupplier stopped, Consumer<String> progress) {
        this.config = config;
        this.shape = config.modelConfig().with(TermKind.OFF);
        this.stopped = stopped;
        this.progress = progress;
        int newest = batches.size() - Math.max(1, batches.size() / 10);
        train = batches.subList(0, newest);
        stop = batches.subList(newest, batches.size());
    }

    /**
     * The model that ranks; empty when the batches have too little to learn from, or after a stop.
     *
     * @throws NonFiniteLossException when a batch diverges
     */
    Optional<ServingModel> trained() {
        OptimizerConfig optimizer = new OptimizerConfig(1e-3, 0.01, Math.max(1, train.size()));
        try (TrainableModel first = TrainableModel.initial(shape, PRETRAINING, optimizer, config.device())) {
            List<Block> pretrained = best(first, PRETRAINING, "pretraining");
            if (pretrained.isEmpty()) {
                return Optional.empty();
            }
            try (TrainableModel second = WarmStart.FULL.begin(
                    shape,
                    RANKING,
                    optimizer,
                    pretrained,
                    first.items().ids(),
                    first.contexts().ids(),
                    config.device())) {
                List<Block> ranking = best(second, RANKING, "finetuning");
                return ranking.isEmpty()
                        ? Optional.empty()
                        : Optional.of(ServingModel.load(0, ranking, StatisticsSnapshot.EMPTY));
            }
        }
    }

    /** Trains until patience or epochs run out; returns the blocks of the best epoch, none when nothing shows which that is. */
    private List<Block> best(TrainableModel model, LossWeights weights, String stage) {
        List<Block> best = List.of();
        double lowest = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        for (int epoch = 1; epoch <= MOST_EPOCHS && epoch - bestEpoch <= PATIENCE; epoch++) {
            for (List<Example> batch : EpochOrder.of(train, shape.seed(), epoch)) {
                if (stopped.getAsBoolean()) {
                    return List.of();
                }
                model.step(batch);
                progress.accept("notebook recipe: " + stage + ", epoch " + epoch);
            }
            double loss = stopLoss(model, weights);
            if (loss < lowest) {
                lowest = loss;
                bestEpoch = epoch;
                best = model.modelBlocks();
            }
        }
        return best;
    }

    /** The loss of the batches that decide; infinite when they have neither a target nor a pair. */
    private double stopLoss(TrainableModel model, LossWeights weights) {
        LossMeans means = new LossMeans(weights);
        stop.forEach(batch -> means.add(model.losses(batch)));
        return means.isEmpty() ? Double.POSITIVE_INFINITY : means.total();
    }
}
