package dev.freshet.model;

import static dev.freshet.model.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.batch.BatchTargets;
import dev.freshet.model.loss.Losses;
import dev.freshet.model.loss.NextPositiveLoss;
import dev.freshet.model.loss.Objective;
import dev.freshet.model.loss.ObjectiveFunction;
import dev.freshet.model.network.Heads;
import dev.freshet.model.torch.GradMode;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The next-positive and feedback losses against the reference's PretrainModel. */
class PretrainParityTest {

    private GoldenModel model;

    @BeforeEach
    void load() {
        model = GoldenModel.load("small_pretrain_params.json");
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void shouldMatchEveryStageOfTheForwardPass() {
        JsonNode golden = Golden.read("small_pretrain.json");
        assertForward(GoldenBatch.pretrain(golden.get("users"), model.items), golden.get("out"));
    }

    @Test
    void shouldMatchOnTheShortestAndLongestHistoriesAndWithoutTargets() {
        JsonNode golden = Golden.read("small_pretrain_edge.json");
        assertForward(GoldenBatch.pretrain(golden.get("users"), model.items), golden.get("out"));
    }

    @Test
    void shouldHaveNoLossWhenEveryTargetIsAFirstEvent() {
        JsonNode golden = Golden.read("small_pretrain_edge.json").get("all_targets_at_position_0");
        assertThat(Golden.floats(golden.get("out").get("loss"))).containsOnly(Float.NaN);
        Batch batch = GoldenBatch.pretrain(golden.get("users"), model.items);
        assertThat(batch.targets().size()).isZero();
        Losses losses = model.function(model.weights).forward(batch).losses(batch);
        assertThat(losses).isEqualTo(Losses.NONE);
    }

    @Test
    void shouldMatchTheGradientOfEveryParameter() {
        JsonNode golden = Golden.read("small_pretrain.json");
        Batch batch = GoldenBatch.pretrain(golden.get("users"), model.items);
        GoldenSteps.assertGradients(model, batch, Golden.read("small_pretrain_grads.json"));
    }

    @Test
    void shouldMatchThreeStepsOfAdamW() {
        JsonNode golden = Golden.read("small_pretrain.json");
        Batch batch = GoldenBatch.pretrain(golden.get("users"), model.items);
        GoldenSteps.assertSteps(model, batch, Golden.read("small_pretrain_adamw3.json"));
    }

    private void assertForward(Batch batch, JsonNode out) {
        NDManager manager = model.manager;
        ObjectiveFunction function = model.function(model.weights);
        Heads heads = function.heads();
        BatchTargets targets = batch.targets();
        long[] tokens = LongStream.range(0, batch.history().tokens()).toArray();
        NDArray states = function.backbone().states(manager, batch.history(), tokens, 0);
        assertClose("source_embeddings", states, out.get("source_embeddings"));
        assertThat(targets.states()).containsExactly(Golden.longs(out.get("source_positions")));

        NDArray from = function.backbone().states(manager, batch.history(), targets.states(), 0);
        NDArray contexts = heads.contexts(manager, targets.contexts());
        NDArray items = heads.itemRows(manager).at(targets.items());
        NDArray users = heads.users(from, contexts);
        NDArray catalogue = heads.projector(manager, batch.catalogue()).catalogue();
        assertClose("user_embeddings", users, out.get("user_embeddings"));
        assertClose("candidate_embeddings", heads.candidates(items), out.get("candidate_embeddings"));
        if (out.has("catalogue_embeddings")) {
            assertClose("catalogue_embeddings", catalogue, out.get("catalogue_embeddings"));
        }
        assertClose("temperature", heads.temperature(), out.get("temperature"));
        NextPositiveLoss next = NextPositiveLoss.of(manager, users, catalogue, heads.temperature(), targets.items());
        float[] positive = Golden.floats(out.get("pos_logits"));
        float[] normaliser = Golden.floats(out.get("logsumexp_neg"));
        assertClose("log-probability", next.logProbability().add(manager.create(normaliser)), out.get("pos_logits"));
        assertThat(positive).hasSize(targets.size());
        assertClose("classifier_logits", heads.feedback(from, contexts, items), out.get("classifier_logits"));

        Objective objective = function.forward(batch);
        assertClose("next positive", objective.nextPositive(), out.get("next_positive_prediction_loss"));
        assertClose("feedback", objective.feedback(), out.get("feedback_prediction_loss"));
        assertClose("loss", objective.total(), out.get("loss"));
        try (GradMode off = GradMode.off()) {
            float judged = function.forward(batch).total().getFloat();
            assertThat(judged)
                    .as("without gradients")
                    .isEqualTo(objective.total().getFloat());
        }
    }
}
