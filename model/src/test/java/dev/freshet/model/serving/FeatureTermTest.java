package dev.freshet.model.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.model.Golden;
import dev.freshet.model.network.Heads;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.TermInputs;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.network.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The term in Java and the one that is trained in libtorch are those of the reference. */
final class FeatureTermTest {

    private final JsonNode golden = Golden.read("features.json");

    @TestFactory
    List<DynamicTest> shouldScoreAsTheReferenceDoes() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode request : golden.get("requests")) {
            String name = request.get("request_id").asText();
            tests.add(DynamicTest.dynamicTest(
                    name + " mlp", () -> check(TermKind.MLP, request.get("inputs"), request.get("mlp_scores"))));
            tests.add(DynamicTest.dynamicTest(
                    name + " linear",
                    () -> check(TermKind.LINEAR, request.get("scaled"), request.get("linear_scores"))));
        }
        assertThat(tests).hasSizeGreaterThan(10);
        return tests;
    }

    private void check(TermKind kind, JsonNode rows, JsonNode expected) {
        float[] inputs = flat(rows);
        try (NDManager manager = NDManager.newBaseManager()) {
            Weights weights = weights(manager, kind);
            close(FeatureTerm.of(kind, weights).of(inputs), expected);
            Shape shape = new Shape(rows.size(), TermInputs.width(kind));
            close(new Heads(weights).term(manager.create(inputs, shape)).toFloatArray(), expected);
        }
    }

    /** The weights of a kind alone: a model has no others. */
    private Weights weights(NDManager manager, TermKind kind) {
        Map<String, NDArray> weights = new LinkedHashMap<>();
        golden.get("weights").properties().forEach(each -> {
            boolean linear = each.getKey().startsWith("linear");
            if (linear == (kind == TermKind.LINEAR)) {
                weights.put(ParameterNames.TERM + each.getKey(), array(manager, each.getValue()));
            }
        });
        return new Weights(weights);
    }

    private static NDArray array(NDManager manager, JsonNode values) {
        float[] flat = flat(values);
        return values.get(0).isArray()
                ? manager.create(flat, new Shape(values.size(), values.get(0).size()))
                : manager.create(flat);
    }

    private static float[] flat(JsonNode values) {
        List<Float> flat = new ArrayList<>();
        for (JsonNode value : values) {
            if (value.isArray()) {
                value.forEach(each -> flat.add((float) each.asDouble()));
            } else {
                flat.add((float) value.asDouble());
            }
        }
        float[] floats = new float[flat.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = flat.get(i);
        }
        return floats;
    }

    /** 1e-6, relative above 1: what float32 leaves. */
    private static void close(float[] actual, JsonNode expected) {
        assertThat(actual).hasSize(expected.size());
        for (int i = 0; i < actual.length; i++) {
            double number = expected.get(i).asDouble();
            assertThat((double) actual[i]).isCloseTo(number, within(1e-6 * Math.max(1, Math.abs(number))));
        }
    }
}
