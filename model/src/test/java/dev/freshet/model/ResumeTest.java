package dev.freshet.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.block.Block;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.training.TrainableModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumeTest {

    @Test
    void shouldTrainToTheSameBitsInEveryRun() {
        try (TrainableModel one = Samples.model();
                TrainableModel other = Samples.model()) {
            for (int i = 0; i < 20; i++) {
                assertThat(one.step(Samples.batch(i))).isEqualTo(other.step(Samples.batch(i)));
            }
            assertThat(one.digest()).isEqualTo(other.digest());
        }
    }

    @Test
    void shouldResumeFromItsBlocksWithTheSameBits() {
        try (TrainableModel straight = Samples.model();
                TrainableModel first = Samples.model()) {
            train(straight, 0, 20);
            train(first, 0, 10);
            try (TrainableModel second = restore(first)) {
                assertThat(second.steps()).isEqualTo(10);
                assertThat(second.digest()).isEqualTo(first.digest());
                train(second, 10, 20);
                assertThat(second.digest()).isEqualTo(straight.digest());
                assertThat(BlockDigest.of(second.optimizerBlocks()))
                        .isEqualTo(BlockDigest.of(straight.optimizerBlocks()));
            }
        }
    }

    @Test
    void shouldDependOnTheSeed() {
        ModelConfig reseeded = new ModelConfig(16, 2, 2, 32, 8, 0.1);
        try (TrainableModel one = Samples.model();
                TrainableModel other = TrainableModel.initial(reseeded, LossWeights.defaults(), Samples.OPTIMIZER)) {
            assertThat(one.step(Samples.batch(0)).total())
                    .isNotEqualTo(other.step(Samples.batch(0)).total());
        }
    }

    private static void train(TrainableModel model, int from, int to) {
        for (int i = from; i < to; i++) {
            model.step(Samples.batch(i));
        }
    }

    private static TrainableModel restore(TrainableModel model) {
        List<Block> weights = model.modelBlocks();
        List<Block> moments = model.optimizerBlocks();
        return TrainableModel.restore(Samples.SMALL, LossWeights.defaults(), Samples.OPTIMIZER, weights, moments);
    }
}
