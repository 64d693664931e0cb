package dev.freshet.model.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import dev.freshet.model.Samples;
import dev.freshet.model.TestDevice;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.training.TrainableModel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComputeDeviceTest {

    /** Without dropout, which draws from another generator on each device. */
    private static final ModelConfig CONFIG = new ModelConfig(16, 2, 2, 32, 7, 0);

    @Test
    void shouldAcceptAGpuOnlyWhereThereIsOne() {
        int gpus = Engine.getInstance().getGpuCount();
        assertThat(ComputeDevice.of("auto")).hasToString(gpus > 0 ? "gpu:0" : "cpu");
        assertThat(ComputeDevice.of("cpu")).isSameAs(ComputeDevice.CPU);
        assertThatThrownBy(() -> ComputeDevice.of("gpu:" + gpus))
                .hasMessageContaining("gpu:" + gpus + " is not there")
                .hasMessageContaining("sees " + gpus + " GPUs");
    }

    @Test
    void shouldRefuseUnknownDeviceNames() {
        for (String name : List.of("", "cuda", "gpu", "gpu:-1", "gpu:1234", "CPU")) {
            assertThatThrownBy(() -> ComputeDevice.checkName(name)).hasMessageContaining("wanted auto, cpu or gpu:N");
        }
    }

    @Test
    void shouldTrainLikeTheCpu() {
        ComputeDevice device = TestDevice.given();
        try (TrainableModel cpu = model(ComputeDevice.CPU);
                TrainableModel other = model(device)) {
            IntStream.range(0, 4)
                    .forEach(i -> assertThat(other.step(Samples.batch(i)).total())
                            .isCloseTo(cpu.step(Samples.batch(i)).total(), within(1e-3)));
            try (ServingModel served = ServingModel.load(1, other.modelBlocks(), device);
                    ServingModel same = ServingModel.load(1, other.modelBlocks())) {
                List<String> products = served.items().ids();
                float[] scores = served.score(Samples.history(9, 20, 1), "s1", products, 0);
                float[] wanted = same.score(Samples.history(9, 20, 1), "s1", products, 0);
                assertThat(scores).containsExactly(wanted, within(1e-4f));
            }
        }
    }

    @Test
    void shouldResumeFromItsBlocks() {
        ComputeDevice device = TestDevice.given();
        try (TrainableModel model = model(device)) {
            model.step(Samples.batch(0));
            try (TrainableModel again = TrainableModel.restore(
                    CONFIG,
                    LossWeights.defaults(),
                    Samples.OPTIMIZER,
                    model.modelBlocks(),
                    model.optimizerBlocks(),
                    device)) {
                assertThat(again.digest()).isEqualTo(model.digest());
                assertThat(again.step(Samples.batch(1)).total())
                        .isCloseTo(model.step(Samples.batch(1)).total(), within(1e-4));
            }
        }
    }

    private static TrainableModel model(ComputeDevice device) {
        return TrainableModel.initial(CONFIG, LossWeights.defaults(), Samples.OPTIMIZER, device);
    }
}
