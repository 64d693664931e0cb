package dev.freshet.model.training;

import dev.freshet.core.block.Block;
import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.torch.ComputeDevice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which weights a new model copies from another one. The optimizer's state is never copied. */
public enum WarmStart {
    /** No weights. */
    SCRATCH("(?!)"),
    /** Embedding tables and encoder, as the reference's backbone. */
    BACKBONE("(table/|dense/actions|dense/layers[.]).*"),
    /** The heads and the feature term too; temperature, scale and bias get initial values. */
    FULL("(table/|dense/actions|dense/layers[.]|dense/fusion|dense/projector|dense/classifier|dense/term).*");

    private static final String WEIGHTS = "(table|dense)/.*";

    /** Names of the blocks that are copied. */
    private final String blocks;

    WarmStart(String blocks) {
        this.blocks = blocks;
    }

    /**
     * A model at step 0 that begins with another's weights and vocabularies.
     *
     * @param from the other's {@link TrainableModel#modelBlocks}
     * @param products the other model's products in order of row
     * @param sources the other model's sources in order of row
     * @param device where it is trained
     * @throws CorruptBlockException when the blocks are damaged, or belong to a network of another shape
     */
    public TrainableModel begin(
            ModelConfig config,
            LossWeights lossWeights,
            OptimizerConfig optimizer,
            List<Block> from,
            List<String> products,
            List<String> sources,
            ComputeDevice device) {
        return begin(this::carries, config, lossWeights, optimizer, from, products, sources, device);
    }

    /** The same with all of the other model's weights, including temperature, scale and bias. */
    public static TrainableModel beginWhole(
            ModelConfig config,
            LossWeights lossWeights,
            OptimizerConfig optimizer,
            List<Block> from,
            List<String> products,
            List<String> sources,
            ComputeDevice device) {
        return begin(block -> block.matches(WEIGHTS), config, lossWeights, optimizer, from, products, sources, device);
    }

    private static TrainableModel begin(
            Predicate<String> carries,
            ModelConfig config,
            LossWeights lossWeights,
            OptimizerConfig optimizer,
            List<Block> from,
            List<String> products,
            List<String> sources,
            ComputeDevice device) {
        try (TrainableModel fresh = TrainableModel.initial(config, lossWeights, optimizer)) {
            fresh.admit(products, sources);
            Map<String, Block> others = new HashMap<>();
            from.forEach(block -> others.put(block.name(), block));
            List<Block> blocks = fresh.modelBlocks().stream()
                    .map(block -> carries.test(block.name()) ? others.getOrDefault(block.name(), block) : block)
                    .toList();
            return TrainableModel.restore(config, lossWeights, optimizer, blocks, fresh.optimizerBlocks(), device);
        }
    }

    private boolean carries(String block) {
        return block.matches(blocks);
    }
}
