package dev.freshet.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.freshet.core.block.Block;
import dev.freshet.core.example.Vocabulary;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.CheckpointHeader;
import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.model.checkpoint.TensorSections;
import dev.freshet.model.checkpoint.VocabularyBlocks;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.torch.NativeTensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All parameters of a model and the memory that they live in. */
public final class Parameters implements AutoCloseable {

    private static final String ITEM_VOCABULARY = "vocabulary/items";
    private static final String CONTEXT_VOCABULARY = "vocabulary/contexts";

    private final NDManager manager;
    private final ModelConfig config;
    private final Map<String, NDArray> dense = new LinkedHashMap<>();
    private final NDArray positions;
    private final EmbeddingTable items;
    private final EmbeddingTable contexts;

    private Parameters(NDManager manager, ModelConfig config, EmbeddingTable items, EmbeddingTable contexts) {
        this.manager = manager;
        this.config = config;
        this.items = items;
        this.contexts = contexts;
        this.positions = NativeTensors.of(
                manager,
                PositionalEncoding.table(config.maxLength(), config.dim()),
                new Shape(config.maxLength(), config.dim()));
        ParameterSpecs.of(config).forEach(parameter -> dense.put(parameter.name(), manager.zeros(parameter.shape())));
    }

    public static Parameters initial(ModelConfig config, ComputeDevice device) {
        NDManager manager = NDManager.newBaseManager(device.djl());
        Parameters parameters = new Parameters(
                manager,
                config,
                EmbeddingTable.empty(manager, ParameterNames.ITEMS, config, true),
                EmbeddingTable.empty(manager, ParameterNames.CONTEXTS, config, false));
        for (Parameter parameter : ParameterSpecs.of(config)) {
            float[] drawn = parameter.draw(config.seed());
            NativeTensors.fill(
                    parameters.dense.get(parameter.name()),
                    memory -> memory.asFloatBuffer().put(drawn));
        }
        return parameters;
    }

    /**
     * Reads what {@link #write} wrote; {@code config} must agree with the header.
     *
     * @throws CorruptBlockException naming the block that is missing or damaged
     */
    public static Parameters read(
            ModelConfig config, CheckpointHeader header, BlockSource blocks, ComputeDevice device) {
        Vocabulary itemIds = VocabularyBlocks.read(ITEM_VOCABULARY, header.items(), blocks);
        Vocabulary contextIds = VocabularyBlocks.read(CONTEXT_VOCABULARY, header.contexts(), blocks);
        NDManager manager = NDManager.newBaseManager(device.djl());
        try {
            Parameters parameters = new Parameters(
                    manager,
                    config,
                    EmbeddingTable.unfilled(manager, ParameterNames.ITEMS, config, itemIds),
                    EmbeddingTable.unfilled(manager, ParameterNames.CONTEXTS, config, contextIds));
            parameters.sections().read("", blocks, parameters.weights().arrays());
            return parameters;
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    public List<Block> write(long steps) {
        List<Block> blocks = new ArrayList<>();
        new CheckpointHeader(config, steps, itemIds().size(), contextIds().size()).write(blocks);
        sections().write("", weights().arrays(), blocks);
        VocabularyBlocks.write(ITEM_VOCABULARY, itemIds(), blocks);
        VocabularyBlocks.write(CONTEXT_VOCABULARY, contextIds(), blocks);
        return blocks;
    }

    /** The layout of the blocks for tensors of these parameters' current sizes. */
    public TensorSections sections() {
        return new TensorSections(config, itemIds().size(), contextIds().size());
    }

    /** The current parameters. A table that grows is replaced by another array. */
    public Weights weights() {
        Map<String, NDArray> all = new LinkedHashMap<>(dense);
        all.put(items.name(), items.weight());
        all.put(contexts.name(), contexts.weight());
        return new Weights(all);
    }

    /** Gives rows to newly admitted ids. */
    public void fillTables() {
        items.fill();
        contexts.fill();
    }

    public Vocabulary itemIds() {
        return items.vocabulary();
    }

    public Vocabulary contextIds() {
        return contexts.vocabulary();
    }

    public Backbone backbone(Weights weights) {
        return new Backbone(config, weights, positions);
    }

    public NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
