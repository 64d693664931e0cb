package dev.freshet.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.schemas.ModelManifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineageTest {

    private static Lineage after(boolean deterministic, Map<String, String> fingerprint) {
        ModelManifest manifest = ModelManifest.newBuilder()
                .setModel("shop")
                .setVersion(7)
                .setParent(6)
                .setBlocks(List.of())
                .setTrainerBlocks(List.of())
                .setItems(1)
                .setContexts(1)
                .setWatermark(0)
                .setOffsets(List.of())
                .setSteps(7)
                .setExamples(1)
                .setEvaluation(Map.of())
                .setDeterministic(deterministic)
                .setFingerprint(fingerprint)
                .build();
        return Lineage.of(Optional.of(manifest), ComputeDevice.CPU);
    }

    @Test
    void shouldBeDeterministicOnTheCpu() {
        assertThat(Lineage.of(Optional.empty(), ComputeDevice.CPU)).isEqualTo(new Lineage(true, Optional.empty()));
        assertThat(after(true, Map.of("device", "cpu"))).isEqualTo(new Lineage(true, Optional.empty()));
    }

    @Test
    void shouldStayNonDeterministicAfterANonDeterministicVersion() {
        assertThat(after(false, Map.of("device", "cpu")).deterministic()).isFalse();
    }

    @Test
    void shouldReportAChangedDevice() {
        assertThat(after(false, Map.of("device", "gpu:0")).notice().orElseThrow())
                .contains("model shop was trained on gpu:0 up to version 7 and continues on cpu")
                .contains("set device=gpu:0")
                .doesNotContain("\n");
    }

    @Test
    void shouldReportNothingForAVersionThatDoesNotNameItsDevice() {
        assertThat(after(true, Map.of()).notice()).isEmpty();
    }
}
