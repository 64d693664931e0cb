package dev.freshet.streams.score;

import dev.freshet.core.block.Block;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.model.checkpoint.CheckpointHeader;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.model.training.TrainableModel;
import java.util.ArrayList;
import java.util.List;

/** Blocks of small models. */
public final class TestModels {

    private TestModels() {}

    /** A model of three steps that knows the products a and b. */
    public static List<Block> trained(int maxLength) {
        ModelConfig config = new ModelConfig(16, 2, 2, maxLength, 1, 0.0);
        try (TrainableModel trainable =
                TrainableModel.initial(config, new LossWeights(1, 1, 1), new OptimizerConfig(1e-3, 0.01, 0))) {
            ExampleGroup group = new ExampleGroup("q", "page", 9, 0, -1, false, List.of("a", "b"), List.of(1, 0));
            for (int i = 0; i < 3; i++) {
                trainable.step(List.of(new Example("u", List.of(), List.of(), List.of(group))));
            }
            return trainable.modelBlocks();
        }
    }

    /** A model of no steps that knows no product, as version 0 is. */
    static List<Block> untrained() {
        ModelConfig config = new ModelConfig(16, 2, 2, 512, 1, 0.0).with(TermKind.MLP);
        try (TrainableModel trainable =
                TrainableModel.initial(config, LossWeights.defaults(), OptimizerConfig.defaults())) {
            return trainable.modelBlocks();
        }
    }

    /** A model that claims more positions than an array can hold: loading it fails, though no block is damaged. */
    public static List<Block> impossible() {
        List<Block> blocks = new ArrayList<>();
        new CheckpointHeader(new ModelConfig(2, 1, 1, (1 << 30) + 1, 1, 0), 3, 1, 1).write(blocks);
        return blocks;
    }

    /** A model without weights. */
    public static List<Block> torn() {
        return trained(512).subList(0, 1);
    }
}
