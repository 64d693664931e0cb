package dev.freshet.model;

import static dev.freshet.model.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.loss.Objective;
import dev.freshet.model.loss.ObjectiveFunction;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reference at full size: 26,522 products, D = 64, windows of up to 512 events. */
class FullSizeParityTest {

    private final JsonNode golden = Golden.read("full_formula.json");
    private final JsonNode batches = Golden.resource("full_batches.json");

    private GoldenModel model(String kind) {
        return GoldenModel.formula(golden.get("config"), golden.get(kind + "_shapes"));
    }

    @Test
    void shouldRebuildTheFormulasWeights() {
        try (GoldenModel model = model("pretrain")) {
            golden.get("formula_samples").properties().forEach(entry -> {
                float[] expected = Golden.floats(entry.getValue());
                NDArray first = model.weights.get(entry.getKey()).flatten().get("0:" + expected.length);
                assertThat(first.toFloatArray()).containsExactly(expected);
            });
        }
    }

    @Test
    void shouldMatchThePretrainingLossesAndGradients() {
        try (GoldenModel model = model("pretrain")) {
            Batch batch = GoldenBatch.pretrain(batches.get("pretrain_skewed[0]"), model.items);
            JsonNode expected = golden.get("pretrain_skewed[0]");
            Objective objective = model.function(model.weights).forward(batch);
            assertClose("next positive", objective.nextPositive(), expected.get("next_positive_prediction_loss"));
            assertClose("feedback", objective.feedback(), expected.get("feedback_prediction_loss"));
            assertClose("loss", objective.total(), expected.get("loss"));
            assertNorms(model.gradients(batch), expected.get("grad_l2_norms"));
        }
    }

    @Test
    void shouldMatchTheRankingLogitsLossAndGradients() {
        try (GoldenModel model = model("finetune")) {
            Batch batch = GoldenBatch.finetune(batches.get("finetune[0]"), model.items);
            JsonNode expected = golden.get("finetune[0]");
            assertClose("logits", logits(model, batch), expected.get("logits"));
            assertClose("loss", model.function(model.weights).forward(batch).total(), expected.get("loss"));
            assertNorms(model.gradients(batch), expected.get("grad_l2_norms"));
        }
    }

    @Test
    void shouldMatchTheScoresAfterAFullWindow() {
        try (GoldenModel model = model("finetune")) {
            Batch batch = GoldenBatch.finetune(batches.get("eval_512[0]"), model.items);
            assertThat(batch.history().tokens()).isEqualTo(512);
            assertClose(
                    "logits", logits(model, batch), golden.get("eval_512[0]").get("logits"));
        }
    }

    private static NDArray logits(GoldenModel model, Batch batch) {
        NDManager manager = model.manager;
        NDArray states = model.backbone(model.weights)
                .states(manager, batch.history(), batch.groups().states(), 0);
        ObjectiveFunction function = model.function(model.weights);
        NDArray items = function.heads().itemRows(manager).at(batch.groups().candidates());
        return function.rankingLogits(states, items, batch.groups());
    }

    private static void assertNorms(Map<String, NDArray> gradients, JsonNode norms) {
        norms.properties().forEach(entry -> {
            double norm = entry.getValue().asDouble();
            float actual = gradients.get(entry.getKey()).norm().getFloat();
            assertThat((double) actual).as("norm of " + entry.getKey()).isCloseTo(norm, within(1e-5 + 1e-4 * norm));
        });
    }
}
