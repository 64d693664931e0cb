package dev.freshet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.block.Block;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.model.training.TrainableModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlocksTest {

    @Test
    void shouldFitRecordsAtTheDefaultSizesAndBeyond() {
        for (ModelConfig config : List.of(ModelConfig.defaults(), new ModelConfig(256, 4, 1, 64, 1, 0))) {
            try (TrainableModel model =
                    TrainableModel.initial(config, LossWeights.defaults(), OptimizerConfig.defaults())) {
                model.step(List.of(wide(3000)));
                assertThat(model.modelBlocks()).allMatch(block -> block.data().length <= Block.MAX_BYTES);
                assertThat(model.modelBlocks()).extracting(Block::name).doesNotHaveDuplicates();
                try (ServingModel served = ServingModel.load(1, model.modelBlocks())) {
                    assertThat(served.items().ids()).isEqualTo(model.items().ids());
                    assertThat(served.retrieve(List.of(), null, 3, 0)).hasSize(3);
                }
            }
        }
    }

    @Test
    void shouldKeepBlocksOfUnchangedPartsByteEqual() {
        try (TrainableModel one = Samples.model();
                TrainableModel other = Samples.model()) {
            assertThat(contents(one.modelBlocks())).isEqualTo(contents(other.modelBlocks()));
            List<String> before = contents(vocabularies(grownBy(one, 1500)));
            List<String> after = contents(vocabularies(grownBy(one, 2600)));
            assertThat(before).hasSize(2);
            assertThat(after).hasSize(3).startsWith(before.get(0));
        }
    }

    @Test
    void shouldRefuseEveryDamagedBlockByItsName() {
        try (TrainableModel model = Samples.model()) {
            model.step(Samples.batch(0));
            List<Block> blocks = model.modelBlocks();
            for (int i = 0; i < blocks.size(); i++) {
                List<Block> damaged = new ArrayList<>(blocks);
                byte[] data = blocks.get(i).data().clone();
                data[data.length / 2] ^= 1;
                damaged.set(i, new Block(blocks.get(i).name(), data));
                assertRefused(damaged, blocks.get(i).name(), "checksum");
            }
        }
    }

    @Test
    void shouldRefuseMissingRepeatedSwappedAndTornBlocksByTheirName() {
        try (TrainableModel model = Samples.model()) {
            model.step(Samples.batch(0));
            List<Block> blocks = model.modelBlocks();
            Block first = blocks.get(1);
            assertRefused(without(blocks, first), first.name(), "missing");
            List<Block> repeated = new ArrayList<>(blocks);
            repeated.add(first);
            assertRefused(repeated, first.name(), "twice");
            List<Block> renamed = new ArrayList<>(blocks);
            renamed.set(1, new Block(first.name(), blocks.get(2).data()));
            assertRefused(renamed, first.name(), "checksum");
            List<Block> torn = new ArrayList<>(blocks);
            torn.set(1, new Block(first.name(), new byte[3]));
            assertRefused(torn, first.name(), "format");
        }
    }

    @Test
    void shouldRefuseBlocksOfAnotherVersionOfTheVocabulary() {
        try (TrainableModel model = Samples.model()) {
            List<Block> small = new ArrayList<>(grownBy(model, 20));
            List<Block> large = grownBy(model, 30);
            small.replaceAll(block -> block.name().equals("config") ? large.get(0) : block);
            assertRefused(small, "vocabulary/items/1", "missing");
        }
    }

    @Test
    void shouldRefuseDamagedBlocksOfTheOptimizer() {
        try (TrainableModel model = Samples.model()) {
            model.step(Samples.batch(0));
            List<Block> moments = model.optimizerBlocks();
            for (Block block : moments) {
                assertThatThrownBy(() -> TrainableModel.restore(
                                Samples.SMALL,
                                LossWeights.defaults(),
                                Samples.OPTIMIZER,
                                model.modelBlocks(),
                                without(moments, block)))
                        .isInstanceOfSatisfying(
                                CorruptBlockException.class,
                                e -> assertThat(e.block()).isEqualTo(block.name()));
            }
        }
    }

    @Test
    void shouldRefuseToResumeWithAnotherShape() {
        try (TrainableModel model = Samples.model()) {
            assertThatThrownBy(() -> TrainableModel.restore(
                            ModelConfig.defaults(),
                            LossWeights.defaults(),
                            Samples.OPTIMIZER,
                            model.modelBlocks(),
                            model.optimizerBlocks()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("dim=16, the configuration 64");
        }
    }

    private static void assertRefused(List<Block> blocks, String name, String reason) {
        assertThatThrownBy(() -> ServingModel.load(1, blocks))
                .isInstanceOfSatisfying(
                        CorruptBlockException.class, e -> assertThat(e.block()).isEqualTo(name))
                .hasMessageContaining(name)
                .hasMessageContaining(reason);
    }

    private static List<Block> grownBy(TrainableModel model, int products) {
        model.step(List.of(wide(products)));
        return model.modelBlocks();
    }

    /** A cold group of many products. */
    private static Example wide(int products) {
        List<String> ids =
                IntStream.range(0, products).mapToObj(i -> "product-" + i).toList();
        List<Integer> labels = new ArrayList<>(Collections.nCopies(products, 0));
        labels.set(3, 1);
        ExampleGroup group = new ExampleGroup("q", "s1", 0, 0, -1, false, ids, labels);
        return new Example("u", List.of(), List.of(), List.of(group));
    }

    private static List<Block> vocabularies(List<Block> blocks) {
        return blocks.stream()
                .filter(block -> block.name().startsWith("vocabulary/items/"))
                .toList();
    }

    private static List<String> contents(List<Block> blocks) {
        return blocks.stream().map(block -> BlockDigest.of(List.of(block))).toList();
    }

    private static List<Block> without(List<Block> blocks, Block block) {
        return blocks.stream().filter(other -> !other.equals(block)).toList();
    }
}
