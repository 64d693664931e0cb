package dev.freshet.model.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.freshet.core.block.Block;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.Vocabulary;
import dev.freshet.core.hash.Hash64;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.batch.BatchPacker;
import dev.freshet.model.batch.TrainingSample;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.CheckpointHeader;
import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.model.checkpoint.OptimizerBlocks;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.loss.Losses;
import dev.freshet.model.loss.NonFiniteLossException;
import dev.freshet.model.loss.Objective;
import dev.freshet.model.loss.ObjectiveFunction;
import dev.freshet.model.network.Heads;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.Parameters;
import dev.freshet.model.network.Weights;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.TensorOps;
import dev.freshet.model.torch.TorchOps;
import java.util.List;
import java.util.Map;

/**
 * A model that learns. The same calls give the same bits on one native library, CPU and thread count, and so does going
 * on from its blocks. For one thread at a time.
 */
public final class TrainableModel implements AutoCloseable {

    /** Models of one process take turns, for dropout draws from libtorch's one generator. */
    private static final Object GENERATOR = new Object();

    private final ModelConfig config;
    private final LossWeights mix;
    private final Parameters parameters;
    private final AdamW optimizer;
    private long steps;

    private TrainableModel(
            ModelConfig config, LossWeights mix, OptimizerConfig optimizer, Parameters parameters, long steps) {
        this.config = config;
        this.mix = mix;
        this.parameters = parameters;
        this.optimizer = new AdamW(parameters.manager(), optimizer);
        this.optimizer.prepare(parameters.weights());
        this.steps = steps;
    }

    /** A model that has seen nothing, its weights drawn by {@code config.seed()}. */
    public static TrainableModel initial(ModelConfig config, LossWeights mix, OptimizerConfig optimizer) {
        return initial(config, mix, optimizer, ComputeDevice.CPU);
    }

    /** The same on another device. */
    public static TrainableModel initial(
            ModelConfig config, LossWeights mix, OptimizerConfig optimizer, ComputeDevice device) {
        return new TrainableModel(config, mix, optimizer, Parameters.initial(config, device), 0);
    }

    /**
     * The model that wrote the blocks, to go on bit for bit. Dropout, loss weights and optimizer settings are the
     * caller's; the blocks hold none of them.
     *
     * @throws CorruptBlockException naming the block that is missing or damaged
     * @throws IllegalArgumentException when the blocks belong to a network of another shape or seed
     */
    public static TrainableModel restore(
            ModelConfig config,
            LossWeights mix,
            OptimizerConfig optimizer,
            List<Block> modelBlocks,
            List<Block> optimizerBlocks) {
        return restore(config, mix, optimizer, modelBlocks, optimizerBlocks, ComputeDevice.CPU);
    }

    /** The same on another device. */
    public static TrainableModel restore(
            ModelConfig config,
            LossWeights mix,
            OptimizerConfig optimizer,
            List<Block> modelBlocks,
            List<Block> optimizerBlocks,
            ComputeDevice device) {
        BlockSource source = new BlockSource(modelBlocks);
        CheckpointHeader header = CheckpointHeader.read(source);
        header.requireSame(config);
        Parameters parameters = Parameters.read(config, header, source, device);
        TrainableModel model = new TrainableModel(config, mix, optimizer, parameters, header.steps());
        try {
            OptimizerBlocks.read(model.optimizer, parameters.sections(), new BlockSource(optimizerBlocks));
        } catch (CorruptBlockException e) {
            model.close();
            throw e;
        }
        return model;
    }

    /**
     * Learns from a batch: admits its products and sources in order of appearance, then takes one step. Groups that are
     * held out or have one label only, parts that the loss gives no weight, and examples that hold nothing else, are
     * passed over. A batch that has nothing to
     * learn changes nothing.
     *
     * @return the losses before the step
     * @throws NonFiniteLossException when the loss or its gradient is not finite; admitted ids stay, nothing else changed
     * @throws IllegalArgumentException when an example contradicts itself or is too long; nothing changed
     */
    public Losses step(List<Example> examples) {
        List<TrainingSample> lessons = examples.stream()
                .map(example -> TrainingSample.of(example, mix, config.maxLength()))
                .filter(lesson -> !lesson.isEmpty())
                .toList();
        if (lessons.isEmpty()) {
            return Losses.NONE;
        }
        lessons.forEach(this::admit);
        parameters.fillTables();
        Weights weights = parameters.weights();
        optimizer.prepare(weights);
        Batch batch = new BatchPacker(items(), contexts()).batch(lessons);
        synchronized (GENERATOR) {
            try (NDManager manager = parameters.manager().newSubManager();
                    NDScope scope = new NDScope();
                    GradMode on = GradMode.on()) {
                scope.suppressNotUsedWarning();
                return step(manager, weights, batch);
            }
        }
    }

    private Losses step(NDManager manager, Weights weights, Batch batch) {
        TensorOps.seed(Hash64.seeded(config.seed()).add("dropout").add(steps).value());
        Weights leaves = weights.leaves(manager);
        Objective objective = new ObjectiveFunction(
                        manager, parameters.backbone(leaves), new Heads(leaves), mix, config.dropout())
                .of(batch);
        Losses losses = objective.losses(batch);
        if (!Double.isFinite(losses.total())) {
            throw NonFiniteLossException.ofLoss(steps, losses);
        }
        Map<String, NDArray> gradients = objective.gradients(leaves);
        try (GradMode off = GradMode.off()) {
            if (!TorchOps.isFinite(manager, List.copyOf(gradients.values()))) {
                throw NonFiniteLossException.ofGradient(steps, losses);
            }
            optimizer.step(weights, gradients, steps);
        }
        steps++;
        return losses;
    }

    /** Gives rows to products and sources that have none, in order, so that the softmax runs over them from the start. */
    public void admit(List<String> products, List<String> sources) {
        products.forEach(items()::admit);
        sources.forEach(contexts()::admit);
        parameters.fillTables();
        optimizer.prepare(parameters.weights());
    }

    /**
     * The losses of a batch without dropout; nothing is learned. Targets whose product has no row are passed over.
     *
     * @throws IllegalArgumentException when an example contradicts itself or is too long
     */
    public Losses losses(List<Example> examples) {
        List<TrainingSample> lessons = examples.stream()
                .map(example -> TrainingSample.of(known(example), mix, config.maxLength()))
                .filter(lesson -> !lesson.isEmpty())
                .toList();
        if (lessons.isEmpty()) {
            return Losses.NONE;
        }
        Batch batch = new BatchPacker(items(), contexts()).batch(lessons);
        try (NDManager manager = parameters.manager().newSubManager();
                NDScope scope = new NDScope();
                GradMode off = GradMode.off()) {
            scope.suppressNotUsedWarning();
            Weights weights = parameters.weights();
            return new ObjectiveFunction(manager, parameters.backbone(weights), new Heads(weights), mix, 0)
                    .of(batch)
                    .losses(batch);
        }
    }

    private Example known(Example example) {
        List<Integer> targets = example.targets().stream()
                .filter(target -> items().row(example.history().get(target).productId()) != Vocabulary.UNKNOWN)
                .toList();
        return new Example(example.userId(), example.history(), targets, example.groups());
    }

    private void admit(TrainingSample lesson) {
        for (HistoryEvent event : lesson.used()) {
            items().admit(event.productId());
            contexts().admit(event.sourceType());
        }
        lesson.groups().forEach(group -> {
            contexts().admit(group.sourceType());
            group.productIds().forEach(items()::admit);
        });
    }

    /** Steps taken since {@link #initial}: the version of the weights. */
    public long steps() {
        return steps;
    }

    /** Products with a row; to be read only, and only by the thread that trains. */
    public Vocabulary items() {
        return parameters.itemIds();
    }

    /** Sources with a row; to be read only, and only by the thread that trains. */
    public Vocabulary contexts() {
        return parameters.contextIds();
    }

    /** All that serving needs: configuration, weights, vocabularies. */
    public List<Block> modelBlocks() {
        return parameters.write(steps);
    }

    /** What training needs beyond the {@link #modelBlocks}: moments and counts. */
    public List<Block> optimizerBlocks() {
        return OptimizerBlocks.write(optimizer, parameters.sections());
    }

    /** SHA-256, in hexadecimal, over names and data of the {@link #modelBlocks} in order. */
    public String digest() {
        return BlockDigest.of(modelBlocks());
    }

    @Override
    public void close() {
        parameters.close();
    }
}
