package dev.freshet.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bench.batch.BatchGenerator;
import dev.freshet.bench.batch.FlatBatch;
import dev.freshet.bench.batch.Scenario;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.training.TrainableModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearningCheckTest {

    private static final double RATE = 1e-4;

    @ParameterizedTest
    @EnumSource(
            value = Scenario.class,
            names = {"PRETRAIN_SKEWED", "FINETUNE"})
    void shouldPassWhenTheLossesMatchTheReference(Scenario scenario) {
        List<FlatBatch> batches = BatchGenerator.batches(scenario);
        assertThatCode(() -> LearningCheck.require(batches, scenario)).doesNotThrowAnyException();
    }

    @Test
    void shouldDetectStepsThatAreHalfAPercentLarger() {
        refuses(Scenario.FINETUNE, Scenario.FINETUNE.undropped(), 1.005 * RATE);
        refuses(Scenario.PRETRAIN_SKEWED, Scenario.PRETRAIN_SKEWED.undropped(), 1.005 * RATE);
    }

    @Test
    void shouldDetectDifferentGradients() {
        refuses(Scenario.FINETUNE, Scenario.FINETUNE.model(), RATE); // dropout changes the gradients
    }

    @Test
    void shouldRefuseABatchWithoutKnownLossesAfterTraining() {
        List<FlatBatch> afterTheFirst =
                BatchGenerator.batches(Scenario.FINETUNE).subList(1, 2);
        assertThatThrownBy(() -> LearningCheck.require(afterTheFirst, Scenario.FINETUNE))
                .isInstanceOf(BenchException.class)
                .hasMessageContainingAll("finetune[0]", "not known", "reference_losses.py");
    }

    private static void refuses(Scenario scenario, ModelConfig config, double rate) {
        FlatBatch batch = BatchGenerator.batches(scenario).get(0);
        try (TrainableModel model = TrainRun.model(scenario, config, rate)) {
            assertThatThrownBy(() -> LearningCheck.require(model, batch, scenario))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContainingAll(scenario.label() + "[0]: loss", "after 3 steps", "nothing is measured");
        }
    }
}
