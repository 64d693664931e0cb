package dev.freshet.model.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.freshet.core.block.Block;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.example.Vocabulary;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.batch.BatchPacker;
import dev.freshet.model.batch.RankedPage;
import dev.freshet.model.batch.TrainedGroup;
import dev.freshet.model.batch.TrainingSample;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.CheckpointHeader;
import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.model.checkpoint.OptimizerBlocks;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.loss.Losses;
import dev.freshet.model.loss.NonFiniteLossException;
import dev.freshet.model.loss.ObjectiveFunction;
import dev.freshet.model.network.Heads;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.Parameters;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.network.Weights;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.torch.GradMode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A model that can be trained. The same calls give the same bits on one native library, CPU and thread count, also after
 * a restore from its blocks. For one thread at a time.
 */
public final class TrainableModel implements AutoCloseable {

    private final ModelConfig config;
    private final LossWeights lossWeights;
    private final Parameters parameters;
    private final AdamW optimizer;
    private long steps;

    private TrainableModel(
            ModelConfig config, LossWeights lossWeights, OptimizerConfig optimizer, Parameters parameters, long steps) {
        this.config = config;
        this.lossWeights = lossWeights;
        this.parameters = parameters;
        this.optimizer = new AdamW(parameters.manager(), optimizer);
        this.optimizer.prepare(parameters.weights());
        this.steps = steps;
    }

    /** An untrained model, its weights drawn by {@code config.seed()}. */
    public static TrainableModel initial(ModelConfig config, LossWeights lossWeights, OptimizerConfig optimizer) {
        return initial(config, lossWeights, optimizer, ComputeDevice.CPU);
    }

    /** The same on another device. */
    public static TrainableModel initial(
            ModelConfig config, LossWeights lossWeights, OptimizerConfig optimizer, ComputeDevice device) {
        return new TrainableModel(config, lossWeights, optimizer, Parameters.initial(config, device), 0);
    }

    /**
     * The model that wrote the blocks; its training continues bit for bit. Dropout, loss weights and optimizer settings are the
     * caller's; the blocks hold none of them.
     *
     * @throws CorruptBlockException naming the block that is missing or damaged
     * @throws IllegalArgumentException when the blocks belong to a network of another shape or seed
     */
    public static TrainableModel restore(
            ModelConfig config,
            LossWeights lossWeights,
            OptimizerConfig optimizer,
            List<Block> modelBlocks,
            List<Block> optimizerBlocks) {
        return restore(config, lossWeights, optimizer, modelBlocks, optimizerBlocks, ComputeDevice.CPU);
    }

    /** The same on another device. */
    public static TrainableModel restore(
            ModelConfig config,
            LossWeights lossWeights,
            OptimizerConfig optimizer,
            List<Block> modelBlocks,
            List<Block> optimizerBlocks,
            ComputeDevice device) {
        BlockSource source = new BlockSource(modelBlocks);
        CheckpointHeader header = CheckpointHeader.read(source);
        header.requireSame(config);
        Parameters parameters = Parameters.read(config, header, source, device);
        TrainableModel model = new TrainableModel(config, lossWeights, optimizer, parameters, header.steps());
        try {
            OptimizerBlocks.read(model.optimizer, parameters.sections(), new BlockSource(optimizerBlocks));
        } catch (CorruptBlockException e) {
            model.close();
            throw e;
        }
        return model;
    }

    /**
     * Takes one training step on a batch, after giving rows to its products and sources in order of appearance.
     * Held-out groups, groups with one label only, and parts whose loss has weight 0 are skipped. A batch that has only
     * such parts changes nothing.
     *
     * @return the losses before the step
     * @throws NonFiniteLossException when the loss or its gradient is not finite; admitted ids stay, nothing else
     *     changed
     * @throws IllegalArgumentException when an example contradicts itself or is too long; nothing changed
     */
    public Losses step(List<Example> examples) {
        return step(examples, group -> {});
    }

    /**
     * The same.
     *
     * @param trained receives each group of the step in order, when the model has a feature term
     */
    public Losses step(List<Example> examples, Consumer<TrainedGroup> trained) {
        List<TrainingSample> samples = samples(examples.stream());
        if (samples.isEmpty()) {
            return Losses.NONE;
        }
        samples.forEach(this::admit);
        parameters.fillTables();
        optimizer.prepare(parameters.weights());
        Batch batch = new BatchPacker(items(), contexts(), config.term()).batch(samples);
        TrainingStep.Seen seen = new TrainingStep(config, lossWeights, parameters, optimizer).run(batch, steps);
        steps++;
        if (config.term() != TermKind.OFF) {
            tell(samples, seen.network(), trained);
        }
        return seen.losses();
    }

    private static void tell(List<TrainingSample> samples, float[] network, Consumer<TrainedGroup> trained) {
        int at = 0;
        for (TrainingSample sample : samples) {
            for (ExampleGroup group : sample.groups()) {
                int next = at + group.productIds().size();
                trained.accept(new TrainedGroup(group, Arrays.copyOfRange(network, at, next)));
                at = next;
            }
        }
    }

    /**
     * Takes one step of the feature term alone. It is no step of {@link #steps}.
     *
     * @throws NonFiniteLossException when the gradient is not finite; nothing changed
     */
    public void rehearse(List<RankedPage> pages) {
        new TermStep(parameters, optimizer).run(pages, steps);
    }

    /** Shape and term of the network. */
    public ModelConfig config() {
        return config;
    }

    private List<TrainingSample> samples(Stream<Example> examples) {
        return examples.map(example -> TrainingSample.of(example, lossWeights, config.maxLength()))
                .filter(sample -> !sample.isEmpty())
                .toList();
    }

    /** Gives rows to products and sources that have none, in order, so that the softmax covers them from the first step. */
    public void admit(List<String> products, List<String> sources) {
        products.forEach(items()::admit);
        sources.forEach(contexts()::admit);
        parameters.fillTables();
        optimizer.prepare(parameters.weights());
    }

    /**
     * The losses of a batch without dropout; the model stays as it is. Targets whose product has no row are skipped.
     *
     * @throws IllegalArgumentException when an example contradicts itself or is too long
     */
    public Losses losses(List<Example> examples) {
        List<TrainingSample> samples = samples(examples.stream().map(this::known));
        if (samples.isEmpty()) {
            return Losses.NONE;
        }
        Batch batch = new BatchPacker(items(), contexts(), config.term()).batch(samples);
        try (NDManager manager = parameters.manager().newSubManager();
                NDScope scope = new NDScope();
                GradMode off = GradMode.off()) {
            scope.suppressNotUsedWarning();
            Weights weights = parameters.weights();
            return new ObjectiveFunction(manager, parameters.backbone(weights), new Heads(weights), lossWeights, 0)
                    .forward(batch)
                    .losses(batch);
        }
    }

    private Example known(Example example) {
        List<Integer> targets = example.targets().stream()
                .filter(target -> items().row(example.history().get(target).productId()) != Vocabulary.UNKNOWN)
                .toList();
        return new Example(example.userId(), example.history(), targets, example.heldOut(), example.groups());
    }

    private void admit(TrainingSample sample) {
        for (HistoryEvent event : sample.used()) {
            items().admit(event.productId());
            contexts().admit(event.sourceType());
        }
        sample.groups().forEach(group -> {
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

    /** Everything that serving needs: configuration, weights, vocabularies. */
    public List<Block> modelBlocks() {
        return parameters.write(steps);
    }

    /** What training needs beyond the {@link #modelBlocks}: moments and step counts. */
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
