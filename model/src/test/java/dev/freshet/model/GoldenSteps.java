package dev.freshet.model;

import static dev.freshet.model.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.training.AdamW;
import dev.freshet.model.training.OptimizerConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gradients and optimizer steps against the reference's. */
final class GoldenSteps {

    private static final Pattern TOTAL_ITERS = Pattern.compile("total_iters=(\\d+)");

    private GoldenSteps() {}

    static void assertGradients(GoldenModel model, Batch batch, JsonNode golden) {
        Map<String, NDArray> gradients = model.gradients(batch);
        JsonNode expected = golden.get("grads");
        assertThat(gradients).hasSize(expected.size());
        expected.properties()
                .forEach(entry ->
                        assertClose("gradient of " + entry.getKey(), gradients.get(entry.getKey()), entry.getValue()));
    }

    static void assertSteps(GoldenModel model, Batch batch, JsonNode golden) {
        OptimizerConfig config = config(golden.get("optim"));
        AdamW optimizer = new AdamW(model.manager, config);
        optimizer.prepare(model.weights);
        float[] losses = Golden.floats(golden.get("loss_before_each_step"));
        for (int step = 0; step < losses.length; step++) {
            assertThat(config.rate(step)).isCloseTo(golden.get("lrs").get(step).asDouble(), within(1e-12));
            assertClose("loss before step " + step, loss(model, batch), new float[] {losses[step]});
            optimizer.step(model.weights, model.gradients(batch), step);
        }
        assertClose("loss after the steps", loss(model, batch), Golden.floats(golden.get("loss_after_3")));
        JsonNode unstable = golden.get("unstable").get("indices");
        golden.get("params")
                .properties()
                .forEach(entry -> assertClose(
                        entry.getKey() + " after the steps",
                        model.weights.get(entry.getKey()).toFloatArray(),
                        Golden.floats(entry.getValue()),
                        4e-6,
                        1e-6,
                        indices(unstable, entry.getKey())));
    }

    private static float[] loss(GoldenModel model, Batch batch) {
        return model.function(model.weights).forward(batch).total().toFloatArray();
    }

    private static OptimizerConfig config(JsonNode optim) {
        Matcher warmup = TOTAL_ITERS.matcher(optim.get("scheduler").asText());
        assertThat(warmup.find()).isTrue();
        return new OptimizerConfig(
                optim.get("lr").asDouble(), optim.get("weight_decay").asDouble(), Integer.parseInt(warmup.group(1)));
    }

    private static Set<Integer> indices(JsonNode unstable, String parameter) {
        return unstable.has(parameter)
                ? Arrays.stream(Golden.ints(unstable.get(parameter))).boxed().collect(Collectors.toSet())
                : Set.of();
    }
}
