package dev.freshet.model;

import static dev.freshet.model.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.batch.BatchGroups;
import dev.freshet.model.loss.ObjectiveFunction;
import dev.freshet.model.network.Heads;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ranking loss against the reference's FinetuneModel. */
class FinetuneParityTest {

    private final JsonNode golden = Golden.read("small_finetune.json");
    private GoldenModel model;
    private Batch batch;

    @BeforeEach
    void load() {
        model = GoldenModel.load("small_finetune_params.json");
        batch = GoldenBatch.finetune(golden.get("users"), model.items);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void shouldMatchEveryStageOfTheForwardPass() {
        NDManager manager = model.manager;
        ObjectiveFunction function = model.function(model.weights);
        Heads heads = function.heads();
        BatchGroups groups = batch.groups();
        JsonNode out = golden.get("out");
        assertThat(groups.pairs().size())
                .isEqualTo(golden.get("num_positive_pairs").asInt());

        NDArray every = function.backbone()
                .states(
                        manager,
                        batch.history(),
                        LongStream.range(0, batch.history().tokens()).toArray(),
                        0);
        NDArray states = function.backbone().states(manager, batch.history(), groups.states(), 0);
        assertClose("source_embeddings", every, out.get("source_embeddings"));
        NDArray contexts = heads.contexts(manager, groups.contexts());
        NDArray users = heads.users(states, contexts);
        assertClose("user_embeddings", users, out.get("user_embeddings"));
        NDArray items = heads.itemRows(manager).at(groups.candidates());
        NDArray candidates = heads.candidates(items);
        assertClose("candidate_embeddings", candidates, out.get("candidate_embeddings"));
        assertClose("logits", function.rankingLogits(states, items, groups), out.get("logits"));
        assertClose("loss", function.forward(batch).total(), out.get("loss"));
    }

    @Test
    void shouldMatchTheGradientOfEveryParameter() {
        GoldenSteps.assertGradients(model, batch, Golden.read("small_finetune_grads.json"));
    }

    @Test
    void shouldMatchThreeStepsOfAdamW() {
        GoldenSteps.assertSteps(model, batch, Golden.read("small_finetune_adamw3.json"));
    }
}
