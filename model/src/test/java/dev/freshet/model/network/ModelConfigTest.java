package dev.freshet.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.training.OptimizerConfig;
import org.junit.jupiter.api.Test;

class ModelConfigTest {

    @Test
    void shouldNameTheSettingThatIsWrong() {
        assertThatThrownBy(() -> new ModelConfig(63, 3, 2, 512, 1, 0.1))
                .hasMessageContaining("dim")
                .hasMessageContaining("63");
        assertThatThrownBy(() -> new ModelConfig(64, 3, 2, 512, 1, 0.1)).hasMessageContaining("multiple of heads=3");
        assertThatThrownBy(() -> new ModelConfig(64, 2, 0, 512, 1, 0.1)).hasMessageContaining("layers");
        assertThatThrownBy(() -> new ModelConfig(64, 2, 2, 0, 1, 0.1)).hasMessageContaining("maxLength");
        assertThatThrownBy(() -> new ModelConfig(64, 2, 2, 512, 1, 1)).hasMessageContaining("dropout");
        assertThatThrownBy(() -> new LossWeights(1, Double.NaN, 1)).hasMessageContaining("feedback");
        assertThatThrownBy(() -> new OptimizerConfig(0, 0, 0)).hasMessageContaining("learningRate");
        assertThatThrownBy(() -> new OptimizerConfig(1, -1, 0)).hasMessageContaining("weightDecay");
        assertThatThrownBy(() -> new OptimizerConfig(1, 0, -1)).hasMessageContaining("warmupSteps");
    }

    @Test
    void shouldDefaultToTheReferencesSizes() {
        assertThat(ModelConfig.defaults()).isEqualTo(new ModelConfig(64, 2, 2, 512, 1, 0.1));
        assertThat(LossWeights.defaults()).isEqualTo(new LossWeights(1, 10, 1));
    }
}
