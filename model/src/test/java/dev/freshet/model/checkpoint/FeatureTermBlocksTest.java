package dev.freshet.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.block.Block;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.Samples;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.TrainableModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model with a feature term, as blocks. */
final class FeatureTermBlocksTest {

    private static final long T = 1_000_000;
    private static final List<String> PRODUCTS = List.of("p1", "p2", "p3", "p4", "p5");
    private static final List<HistoryEvent> WINDOW = Samples.history(9, 20, 1);

    @ParameterizedTest
    @EnumSource(names = {"LINEAR", "MLP"})
    void shouldTrainTheTermAndGoOnBitForBit(TermKind kind) {
        try (TrainableModel straight = model(kind)) {
            List<Block> first = straight.modelBlocks();
            straight.step(batch(0));
            straight.step(batch(1));
            try (TrainableModel restored = TrainableModel.restore(
                    config(kind),
                    LossWeights.defaults(),
                    Samples.OPTIMIZER,
                    straight.modelBlocks(),
                    straight.optimizerBlocks())) {
                straight.step(batch(2));
                restored.step(batch(2));
                assertThat(restored.digest()).isEqualTo(straight.digest());
            }
            assertThat(term(straight.modelBlocks(), statistics())).isNotEqualTo(term(first, statistics()));
        }
    }

    @Test
    void shouldRefuseAGroupWithoutFeatures() {
        try (TrainableModel model = model(TermKind.MLP)) {
            assertThatThrownBy(() -> model.step(Samples.batch(0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has no live features");
        }
    }

    @Test
    void shouldServeWithTheStatisticsAmongTheBlocksAndWithNoneWithoutThem() {
        try (TrainableModel model = model(TermKind.MLP)) {
            List<Block> weights = model.modelBlocks();
            List<Block> whole = Stream.concat(weights.stream(), StatisticsBlocks.write(statistics()).stream())
                    .toList();
            assertThat(term(whole, null)).isEqualTo(term(weights, statistics()));
            assertThat(term(weights, null)).isEqualTo(term(weights, StatisticsSnapshot.EMPTY));
            assertThat(term(whole, null)).isNotEqualTo(term(weights, null));
            assertThat(StatisticsBlocks.without(whole)).isEqualTo(weights);
        }
    }

    @Test
    void shouldNameTheStatisticsBlockThatIsMissing() {
        List<Block> blocks = StatisticsBlocks.write(statistics());
        assertThatThrownBy(() -> StatisticsBlocks.read(new BlockSource(blocks.subList(0, 1))))
                .isInstanceOf(CorruptBlockException.class)
                .hasMessageContaining("statistics/rows/0");
    }

    @Test
    void shouldRefuseTheFeaturesOfAnotherRelease() {
        try (TrainableModel model = model(TermKind.MLP)) {
            List<Block> blocks = new ArrayList<>(model.modelBlocks());
            ByteBuffer header = BlockEnvelope.open(blocks.get(0));
            ByteBuffer other = ByteBuffer.allocate(header.remaining()).order(ByteOrder.LITTLE_ENDIAN);
            other.put(header).putLong(other.capacity() - Long.BYTES, 7).flip();
            blocks.set(0, BlockEnvelope.seal("config", other));
            assertThatThrownBy(() -> ServingModel.load(1, blocks))
                    .isInstanceOf(CorruptBlockException.class)
                    .hasMessageContaining("other live features than those of this release");
        }
    }

    @Test
    void shouldNameTheSettingWhenTheStoredModelHasAnotherTerm() {
        try (TrainableModel model = model(TermKind.OFF)) {
            List<Block> blocks = model.modelBlocks();
            List<Block> optimizer = model.optimizerBlocks();
            assertThatThrownBy(() -> TrainableModel.restore(
                            config(TermKind.MLP), LossWeights.defaults(), Samples.OPTIMIZER, blocks, optimizer))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the stored model has model.term=off, the configuration mlp; set it to off or start a"
                            + " new model");
        }
    }

    private static float[] term(List<Block> blocks, StatisticsSnapshot statistics) {
        try (ServingModel model =
                statistics == null ? ServingModel.load(1, blocks) : ServingModel.load(1, blocks, statistics)) {
            return model.term(WINDOW, PRODUCTS, T).orElseThrow();
        }
    }

    private static ModelConfig config(TermKind kind) {
        return Samples.SMALL.with(kind);
    }

    private static TrainableModel model(TermKind kind) {
        return TrainableModel.initial(config(kind), LossWeights.defaults(), Samples.OPTIMIZER);
    }

    private static StatisticsSnapshot statistics() {
        ProductStatistics statistics = new ProductStatistics(new StatisticsLimits(100, 8));
        for (int i = 0; i < 90; i++) {
            statistics.count("p" + i, 10 + i, i % 7, i % 3, T - 1_000L * i);
        }
        return statistics.snapshot();
    }

    private static List<Example> batch(int index) {
        return Samples.batch(index).stream()
                .map(FeatureTermBlocksTest::withFeatures)
                .toList();
    }

    private static Example withFeatures(Example example) {
        List<ExampleGroup> groups = example.groups().stream()
                .map(group -> group.with(PageFeatures.of(
                        group.productIds(), example.history().subList(0, group.stateIndex() + 1), statistics(), T)))
                .toList();
        return new Example(example.userId(), example.history(), example.targets(), groups);
    }
}
