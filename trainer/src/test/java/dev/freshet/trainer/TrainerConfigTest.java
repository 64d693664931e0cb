package dev.freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.model.loss.LossWeights;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class TrainerConfigTest {

    private static TrainerConfig config(String... keysAndValues) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", "broker:9092");
        settings.put("schema.registry.url", "http://me:secret@registry:8081");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return TrainerConfig.of(settings);
    }

    @Test
    void shouldHaveDefaults() {
        TrainerConfig config = config();
        assertThat(config.modelName()).isEqualTo("default");
        assertThat(config.groupId()).isEqualTo("freshet-trainer");
        assertThat(config.transactionalId()).isEqualTo("freshet-trainer-default");
        assertThat(config.modelConfig().dim()).isEqualTo(64);
        assertThat(config.optimizerConfig().learningRate()).isEqualTo(2e-3);
        assertThat(config.lossWeights()).isEqualTo(new LossWeights(0.1, 0.1, 1));
        assertThat(config.batchLimits().parts()).isEqualTo(32);
        assertThat(config.batchLimits().span()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.publishInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(config.versionsKept()).isEqualTo(10);
        assertThat(config.evaluationReach()).isEqualTo(Duration.ofMinutes(90));
        assertThat(config.freezeAfter()).isEmpty();
        assertThat(config("evaluation.extra", "true").freezeAfter()).contains(Duration.ofDays(1));
    }

    @Test
    void shouldAcceptExplicitValuesAndPassKafkaSettingsThrough() {
        TrainerConfig config = config(
                "model.dim", "16", "batch.span", "90s", "seed", "7", "kafka.security.protocol", "SSL", "dropout", "0");
        assertThat(config.modelConfig().dim()).isEqualTo(16);
        assertThat(config.modelConfig().seed()).isEqualTo(7);
        assertThat(config.batchLimits().span()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.kafka())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", "broker:9092");
        assertThat(config.describe())
                .containsEntry("model.dim", "16")
                .containsEntry("schema.registry.url", "http://***@registry:8081");
    }

    @Test
    void shouldNameTheRefusedSetting() {
        assertThatThrownBy(() -> config("modle.dim", "16"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("unknown setting modle.dim");
        assertThatThrownBy(() -> config("batch.span", "soon")).hasMessageContaining("batch.span");
        assertThatThrownBy(() -> config("model.dim", "15")).hasMessageContaining("dim");
        assertThatThrownBy(() -> config("evaluation.frozen.after", "-1s"))
                .hasMessageContaining("evaluation.frozen.after");
        assertThatThrownBy(() -> config("model.versions.kept", "2"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("publish.interval (1h)", "model.versions.kept (2)", "groups.window (30m)");
        assertThatThrownBy(() -> config("groups.window", "5h"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("publish.interval (1h)", "model.versions.kept (10)", "groups.window (5h)");
    }
}
