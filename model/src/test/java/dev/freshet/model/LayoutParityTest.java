package dev.freshet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.Parameter;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.ParameterSpecs;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Names, shapes and initial values against the reference's full-size models. */
class LayoutParityTest {

    private final JsonNode golden = Golden.read("full_formula.json");
    private final Map<String, Parameter> layout =
            ParameterSpecs.of(config()).stream().collect(Collectors.toMap(Parameter::name, parameter -> parameter));

    private ModelConfig config() {
        JsonNode sizes = golden.get("config");
        return new ModelConfig(
                sizes.get("embedding_dim").asInt(),
                sizes.get("num_heads").asInt(),
                sizes.get("num_transformer_layers").asInt(),
                sizes.get("max_seq_len").asInt(),
                3,
                0);
    }

    @Test
    void shouldHaveTheParametersOfBothReferenceModels() {
        Map<String, String> expected = new TreeMap<>();
        for (String model : new String[] {"pretrain_shapes", "finetune_shapes"}) {
            golden.get(model).properties().forEach(entry -> expected.put(entry.getKey(), text(entry.getValue())));
        }
        expected.keySet()
                .removeIf(name -> name.endsWith(".pe")
                        || name.equals(ParameterNames.ITEMS)
                        || name.equals(ParameterNames.CONTEXTS));
        Map<String, String> actual = new TreeMap<>();
        layout.forEach((name, parameter) -> actual.put(name, text(parameter)));
        assertThat(actual).isEqualTo(expected);
    }

    private static String text(JsonNode shape) {
        return shape.toString().replace("[", "(").replace("]", ")").replace(",", ", ");
    }

    private static String text(Parameter parameter) {
        return parameter.shape().toString();
    }

    @Test
    void shouldStartWithTheDistributionsOfTheReference() {
        golden.get("pretrain_init_stats").properties().forEach(entry -> {
            Parameter parameter = layout.get(entry.getKey());
            if (parameter != null && parameter.size() >= 1000) {
                float[] values = parameter.draw(3);
                double deviation = entry.getValue().get(1).asDouble();
                double noise = deviation / Math.sqrt(values.length);
                assertThat(mean(values))
                        .as("mean of " + entry.getKey())
                        .isCloseTo(entry.getValue().get(0).asDouble(), within(8 * noise));
                assertThat(deviation(values))
                        .as("deviation of " + entry.getKey())
                        .isCloseTo(deviation, within(8 * noise));
                double bound = entry.getValue().get(3).asDouble();
                assertThat(max(values))
                        .as("maximum of " + entry.getKey())
                        .isCloseTo(bound, within(0.01 * bound + 1e-6));
            }
        });
    }

    @Test
    void shouldStartEveryEncoderLayerAsACopyOfTheFirst() {
        assertThat(golden.get("init_layers_identical").asBoolean()).isTrue();
        layout.forEach((name, parameter) -> {
            if (name.startsWith(ParameterNames.LAYERS + "1.")) {
                Parameter first = layout.get(name.replace(ParameterNames.LAYERS + "1.", ParameterNames.LAYERS + "0."));
                assertThat(parameter.draw(5)).isEqualTo(first.draw(5));
            }
        });
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    private static double max(float[] values) {
        double max = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
