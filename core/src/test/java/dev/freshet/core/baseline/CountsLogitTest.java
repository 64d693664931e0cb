package dev.freshet.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CountsLogitTest {

    private static final int CANDIDATES = 12;

    /** What PyTorch's AdamW makes of softmax cross-entropy on {@link #group} 0 to 63, in batches of 16, in float64. */
    private static final double[] EXPECTED = {
        -0.00241645011618541,
        0.007320833489079734,
        -0.005834236586489075,
        -0.002907427535829185,
        -5.021382870380698e-05,
        -0.006905357665001484
    };

    private static LabelledInputs group(int g) {
        double[] inputs = new double[CANDIDATES * CountInputs.SIZE];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (i * 37 + g * 101) % 113 / 50.0 - 1.13;
        }
        List<Integer> labels = new ArrayList<>(Collections.nCopies(CANDIDATES, 0));
        labels.set(g * 7 % CANDIDATES, 1);
        if (g % 3 == 0) {
            labels.set((g * 5 + 1) % CANDIDATES, 1);
        }
        return new LabelledInputs(inputs, labels);
    }

    /** The weights at a time, as scores of candidates that have one input each. */
    private static double[] weights(CountsLogit logit, long time) {
        double[] unit = new double[CountInputs.SIZE * CountInputs.SIZE];
        for (int w = 0; w < CountInputs.SIZE; w++) {
            unit[w * CountInputs.SIZE + w] = 1;
        }
        return logit.scores(unit, time);
    }

    @Test
    void shouldLearnAsPyTorchDoes() {
        CountsLogit logit = new CountsLogit(1_000);
        for (int g = 0; g < 64; g++) {
            logit.learn(group(g), g);
        }
        assertThat(weights(logit, 63)).containsExactly(EXPECTED, within(1e-12));
    }

    @Test
    void shouldRankByTheStepsThatWereTakenAtOrBeforeTheDate() {
        CountsLogit logit = new CountsLogit(1_000);
        for (int g = 0; g < 32; g++) {
            logit.learn(group(g), 10L * g);
        }
        assertThat(weights(logit, 149)).containsOnly(0);
        double[] first = weights(logit, 150);
        assertThat(first).doesNotContain(0);
        assertThat(weights(logit, 309)).isEqualTo(first);
        assertThat(weights(logit, 310)).isNotEqualTo(first);
    }

    @Test
    void shouldKeepWeightsForTheReachOnly() {
        CountsLogit logit = new CountsLogit(1_000);
        for (int g = 0; g < 1_600; g++) {
            logit.learn(group(g), 10L * g);
        }
        assertThat(logit.state().weights()).hasSizeBetween(7, 8);
        assertThat(logit.state().weights().firstKey()).isLessThanOrEqualTo(15_990 - 1_000);
    }

    @Test
    void shouldContinueFromItsStateBitForBit() {
        CountsLogit straight = new CountsLogit(1_000);
        CountsLogit resumed = new CountsLogit(1_000);
        for (int g = 0; g < 50; g++) {
            straight.learn(group(g), g);
            CountsLogit next = new CountsLogit(1_000);
            next.restore(resumed.state());
            next.learn(group(g), g);
            resumed = next;
        }
        assertThat(weights(resumed, 50)).isEqualTo(weights(straight, 50));
        assertThat(weights(resumed, 20)).isEqualTo(weights(straight, 20));
    }
}
