package dev.freshet.trainer.publish;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.trainer.MemoryRun;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.online.Quarantine;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class PublishEstimateTest {

    private static final long MEBIBYTE = 1 << 20;

    @Test
    void shouldAcceptWhatFitsIntoOneTransaction() {
        TrainerConfig config = MemoryRun.config(Map.of());
        assertThatCode(() -> PublishEstimate.require(config, 240 * MEBIBYTE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> PublishEstimate.require(config, 241 * MEBIBYTE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("252,706,816 bytes")
                .hasMessageContaining("60,250 ms")
                .hasMessageContaining("ends after 60,000 ms")
                .hasMessageContaining("set kafka.transaction.timeout.ms=120500")
                .hasMessageContaining("transaction.max.timeout.ms");
    }

    @Test
    void shouldAcceptMoreWithALongerTransaction() {
        TrainerConfig config = MemoryRun.config(Map.of("kafka.transaction.timeout.ms", "120500"));
        assertThatCode(() -> PublishEstimate.require(config, 241 * MEBIBYTE)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAtStartBeforeTraining() {
        MemoryRun run = new MemoryRun(MemoryRun.config(Map.of("kafka.transaction.timeout.ms", "1")));
        assertThatThrownBy(() -> run.resumed(new Quarantine())).hasMessageContaining("a version of model default is");
    }
}
