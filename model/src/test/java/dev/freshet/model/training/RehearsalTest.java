package dev.freshet.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.block.Block;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.model.batch.RankedPage;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.loss.NonFiniteLossException;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.TermInputs;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.serving.ServingModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RehearsalTest {

    private static final int PRODUCTS = 10;

    private TrainableModel model = model(TermKind.MLP);

    /** What the network says of each product. */
    private float[] offsets = new float[PRODUCTS];

    private static TrainableModel model(TermKind term) {
        return TrainableModel.initial(
                new ModelConfig(16, 2, 1, 8, 1, 0).with(term),
                LossWeights.defaults(),
                new OptimizerConfig(1e-3, 0.01, 0, 1e-2));
    }

    @AfterEach
    void close() {
        model.close();
    }

    /** Features of a page whose first product has the lowest value of the last feature, against the prior weights. */
    private static PageFeatures page(Random random) {
        double[] linear = random.doubles((long) PRODUCTS * PageFeatures.LINEAR_INPUTS, -1, 1)
                .toArray();
        linear[PageFeatures.LINEAR_INPUTS - 1] = -3;
        return PageFeatures.of(linear, new double[5]);
    }

    private static List<PageFeatures> pages(int seed) {
        Random random = new Random(seed);
        return IntStream.range(0, 32).mapToObj(i -> page(random)).toList();
    }

    private RankedPage page(PageFeatures features, List<Integer> labels) {
        return new RankedPage(
                TermInputs.of(model.config().term(), features),
                offsets,
                labels.stream().mapToInt(Integer::intValue).toArray());
    }

    private void rehearse(int steps) {
        List<Integer> labels = new ArrayList<>(List.of(1));
        IntStream.range(1, PRODUCTS).forEach(i -> labels.add(0));
        for (int step = 0; step < steps; step++) {
            model.rehearse(
                    pages(step).stream().map(features -> page(features, labels)).toList());
        }
    }

    /** On how many of 32 pages the term ranks the first product first. */
    private long right() {
        try (ServingModel serving = ServingModel.load(0, model.modelBlocks())) {
            return pages(-1).stream()
                    .map(features -> serving.term(features).orElseThrow())
                    .filter(logits -> IntStream.range(1, PRODUCTS).noneMatch(i -> logits[i] >= logits[0]))
                    .count();
        }
    }

    private Map<String, List<Byte>> blocks() {
        return model.modelBlocks().stream().collect(Collectors.toMap(Block::name, RehearsalTest::bytes));
    }

    private static List<Byte> bytes(Block block) {
        List<Byte> bytes = new ArrayList<>();
        for (byte each : block.data()) {
            bytes.add(each);
        }
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(
            value = TermKind.class,
            names = {"LINEAR", "MLP"})
    void shouldTeachTheTermAndNothingElse(TermKind term) {
        model.close();
        model = model(term);
        Map<String, List<Byte>> before = blocks();
        assertThat(right()).isLessThan(10);
        rehearse(60);
        assertThat(right()).isGreaterThan(28);
        Map<String, List<Byte>> after = blocks();
        assertThat(before.keySet().stream()
                        .filter(name -> !before.get(name).equals(after.get(name)))
                        .toList())
                .containsExactly("dense/term/0");
        assertThat(model.steps()).isZero();
    }

    @Test
    void shouldTeachTheTermOnlyWhatTheNetworkDoesNotSay() {
        Arrays.fill(offsets, -60);
        offsets[0] = 60;
        rehearse(60);
        assertThat(right()).isLessThan(10);
    }

    @Test
    void shouldDoNothingWithoutPairs() {
        Map<String, List<Byte>> before = blocks();
        model.rehearse(List.of());
        model.rehearse(List.of(page(page(new Random(1)), Arrays.asList(0, 0, 0, 0, 0, 0, 0, 0, 0, 0))));
        assertThat(blocks()).isEqualTo(before);
    }

    @Test
    void shouldRefuseAGradientThatIsNotFinite() {
        double[] linear = new double[PRODUCTS * PageFeatures.LINEAR_INPUTS];
        linear[3] = Double.NaN;
        Map<String, List<Byte>> before = blocks();
        RankedPage broken = page(PageFeatures.of(linear, new double[5]), Arrays.asList(1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThatThrownBy(() -> model.rehearse(List.of(broken))).isInstanceOf(NonFiniteLossException.class);
        assertThat(blocks()).isEqualTo(before);
    }
}
