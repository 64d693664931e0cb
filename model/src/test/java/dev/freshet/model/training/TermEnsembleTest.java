package dev.freshet.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.model.network.Heads;
import dev.freshet.model.network.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TermEnsembleTest {

    private static final int INPUTS = PageFeatures.NETWORK_INPUTS;
    private static final int PRODUCTS = 6;
    private static final OptimizerConfig OPTIMIZER = new OptimizerConfig(0.01, 0, 0);

    private final Random random = new Random(1);

    /** Inputs of a page whose first product went into the cart; the last input tells it. */
    private float[] telling() {
        float[] inputs = noise();
        IntStream.range(0, PRODUCTS).forEach(i -> inputs[i * INPUTS + 20] = i == 0 ? 1 : 0);
        return inputs;
    }

    private float[] noise() {
        float[] inputs = new float[PRODUCTS * INPUTS];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        return inputs;
    }

    private static TermEnsemble.Page page(float[]... inputs) {
        int[] labels = {1, 0, 0, 0, 0, 0};
        return new TermEnsemble.Page(inputs, new float[inputs.length][PRODUCTS], labels);
    }

    private static float[][] logits(TermEnsemble terms, TermEnsemble.Page page) {
        try (TermEnsemble.Snapshot now = terms.snapshot()) {
            return now.logits(page);
        }
    }

    @Test
    void shouldBeginWithThePriorWeightsAndAddToTheOffsets() {
        float[] inputs = noise();
        float[] prior = PageFeatures.priorWeights();
        float[][] offsets = {{0, 1, 2, 3, 4, 5}};
        try (TermEnsemble terms = new TermEnsemble(1, 1, OPTIMIZER)) {
            float[] logits =
                    logits(terms, new TermEnsemble.Page(new float[][] {inputs}, offsets, new int[PRODUCTS]))[0];
            for (int i = 0; i < PRODUCTS; i++) {
                float expected = offsets[0][i];
                for (int f = 0; f < prior.length; f++) {
                    expected += prior[f] * inputs[i * INPUTS + f];
                }
                assertThat(logits[i]).isCloseTo(expected, within(1e-5f));
            }
        }
    }

    @Test
    void shouldTrainEachTermOnItsOwnInputsAlone() {
        List<TermEnsemble.Page> told =
                IntStream.range(0, 40).mapToObj(i -> page(telling())).toList();
        List<TermEnsemble.Page> both =
                told.stream().map(page -> page(page.inputs()[0], noise())).toList();
        try (TermEnsemble alone = new TermEnsemble(1, 1, OPTIMIZER);
                TermEnsemble beside = new TermEnsemble(2, 1, OPTIMIZER)) {
            for (int i = 0; i + 4 <= told.size(); i += 4) {
                alone.step(told.subList(i, i + 4));
                beside.step(both.subList(i, i + 4));
            }
            TermEnsemble.Page page = page(telling(), noise());
            float[][] logits = logits(beside, page);
            float[] expected = logits(alone, page(page.inputs()[0]))[0];
            for (int i = 0; i < PRODUCTS; i++) {
                assertThat(logits[0][i]).isCloseTo(expected[i], within(1e-4f));
            }
            assertThat(logits[0]).isNotEqualTo(logits[1]);
        }
    }

    @Test
    void shouldLearnWhatItsInputsTell() {
        try (TermEnsemble terms = new TermEnsemble(2, 1, OPTIMIZER)) {
            for (int step = 0; step < 100; step++) {
                terms.step(IntStream.range(0, 8)
                        .mapToObj(i -> page(telling(), noise()))
                        .toList());
            }
            int first = 0;
            for (int i = 0; i < 50; i++) {
                float[] logits = logits(terms, page(telling(), noise()))[0];
                first += IntStream.range(1, PRODUCTS).allMatch(j -> logits[0] > logits[j]) ? 1 : 0;
            }
            assertThat(first).isGreaterThan(40);
        }
    }

    @Test
    void shouldComputeTheTermOfAModel() {
        try (TermEnsemble terms = new TermEnsemble(2, 1, OPTIMIZER)) {
            for (int step = 0; step < 20; step++) {
                terms.step(List.of(page(telling(), noise())));
            }
            TermEnsemble.Page page = page(telling(), noise());
            float[][] logits = logits(terms, page);
            for (int v = 0; v < 2; v++) {
                Map<String, NDArray> own = new HashMap<>();
                for (Map.Entry<String, NDArray> each : terms.weights().arrays().entrySet()) {
                    own.put(each.getKey(), each.getValue().get(v));
                }
                NDArray features = terms.weights()
                        .arrays()
                        .get("term.skip.weight")
                        .getManager()
                        .create(page.inputs()[v], new Shape(PRODUCTS, INPUTS));
                float[] expected = new Heads(new Weights(own)).term(features).toFloatArray();
                for (int i = 0; i < PRODUCTS; i++) {
                    assertThat(logits[v][i]).isCloseTo(expected[i], within(1e-5f));
                }
            }
        }
    }

    @Test
    void shouldNotChangeASnapshot() {
        TermEnsemble.Page page = page(telling());
        try (TermEnsemble terms = new TermEnsemble(1, 1, OPTIMIZER);
                TermEnsemble.Snapshot before = terms.snapshot()) {
            float[] logits = before.logits(page)[0];
            terms.step(List.of(page));
            assertThat(before.logits(page)[0]).containsExactly(logits);
            assertThat(logits(terms, page)[0]).isNotEqualTo(logits);
        }
    }

    @Test
    void shouldSkipPagesWithoutPairs() {
        TermEnsemble.Page one =
                new TermEnsemble.Page(new float[][] {noise()}, new float[1][PRODUCTS], new int[PRODUCTS]);
        try (TermEnsemble terms = new TermEnsemble(1, 1, OPTIMIZER)) {
            float[] before = logits(terms, one)[0];
            terms.step(List.of(one));
            assertThat(logits(terms, one)[0]).containsExactly(before);
        }
    }
}
