package dev.freshet.model;

import static dev.freshet.model.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.model.batch.BatchGroups;
import dev.freshet.model.network.Heads;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.PositionalEncoding;
import dev.freshet.model.network.Weights;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.NativeTensors;
import dev.freshet.model.torch.TensorOps;
import dev.freshet.model.training.OptimizerConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HelpersParityTest {

    private final JsonNode golden = Golden.read("helpers.json");

    @Test
    void shouldWarmUpLikeLinearLr() {
        golden.get("linear_lr").properties().forEach(table -> {
            String totalIters = table.getKey().substring(table.getKey().lastIndexOf('_') + 1);
            assertRates(table.getValue(), Integer.parseInt(totalIters));
        });
    }

    private static void assertRates(JsonNode rates, int warmupSteps) {
        OptimizerConfig config = new OptimizerConfig(1e-3, 0, warmupSteps);
        for (int step = 0; step < rates.size(); step++) {
            assertThat(config.rate(step)).isCloseTo(rates.get(step).asDouble(), within(1e-12));
        }
    }

    @Test
    void shouldPairWithinGroupsInTheReferencesOrder() {
        for (JsonNode entry : golden.get("make_pairs")) {
            int[] lengths = Golden.ints(entry.get("lengths"));
            int[] labels = new int[Arrays.stream(lengths).sum()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = (i * 7 + 3) % 3;
            }
            int[] first = Golden.ints(entry.get("pairs").get(0));
            int[] second = Golden.ints(entry.get("pairs").get(1));
            int[] kept = IntStream.range(0, first.length)
                    .filter(k -> labels[first[k]] > labels[second[k]])
                    .toArray();
            BatchGroups.Pairs pairs = BatchGroups.Pairs.of(labels, lengths);
            assertThat(pairs.better())
                    .containsExactly(
                            Arrays.stream(kept).mapToLong(k -> first[k]).toArray());
            assertThat(pairs.worse())
                    .containsExactly(
                            Arrays.stream(kept).mapToLong(k -> second[k]).toArray());
        }
    }

    @Test
    void shouldEncodePositions() {
        JsonNode rows = golden.get("positional_encoding_512x64_rows");
        float[] table = PositionalEncoding.table(512, 64);
        rows.properties().forEach(row -> {
            int from = Integer.parseInt(row.getKey()) * 64;
            float[] actual = Arrays.copyOfRange(table, from, from + 64);
            assertClose("row " + row.getKey(), actual, Golden.floats(row.getValue()), 2e-5, 0, Set.of());
        });
    }

    @Test
    void shouldNormalizeTheZeroVectorToZero() {
        JsonNode zero = golden.get("normalize_zero_vector");
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray in = manager.zeros(new Shape(1, zero.get("in").size()));
            assertThat(TensorOps.normalize(in).toFloatArray()).containsOnly(0f);
        }
    }

    @Test
    void shouldClipTheTemperatureAndItsGradient() {
        for (JsonNode entry : golden.get("temperature_clip")) {
            try (NDManager manager = NDManager.newBaseManager();
                    GradMode on = GradMode.on()) {
                float[] tau = {(float) entry.get("tau").asDouble()};
                Weights leaves = new Weights(Map.of(ParameterNames.TAU, NativeTensors.of(manager, tau, new Shape(1))))
                        .leaves(manager);
                NDArray temperature = new Heads(leaves).temperature();
                TensorOps.backward(temperature.sum());
                float[] expected = {(float) entry.get("temperature").asDouble()};
                float[] gradient = {(float) entry.get("dtemperature_dtau").asDouble()};
                assertClose("temperature", temperature.toFloatArray(), expected);
                assertClose(
                        "gradient", leaves.gradients().get(ParameterNames.TAU).toFloatArray(), gradient);
            }
        }
    }
}
