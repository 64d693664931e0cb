package dev.freshet.model.loss;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.model.Close;
import dev.freshet.model.Golden;
import dev.freshet.model.batch.BatchGroups;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.NativeTensors;
import dev.freshet.model.torch.TensorOps;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PairwiseLossTest {

    /** Float32 cancellation at logits of -50 makes the reference itself wrong by 1.4e-6. */
    private static final double LOSS_TOLERANCE = 2e-6;

    @TestFactory
    List<DynamicTest> shouldMatchLossAndGradientOfTheReference() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode golden : Golden.read("pairwise_loss.json").get("cases")) {
            tests.add(DynamicTest.dynamicTest(golden.get("name").asText(), () -> assertCase(golden)));
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private static void assertCase(JsonNode golden) {
        BatchGroups.Pairs pairs =
                BatchGroups.Pairs.of(Golden.ints(golden.get("targets")), Golden.ints(golden.get("lengths")));
        try (NDManager manager = NDManager.newBaseManager();
                GradMode on = GradMode.on()) {
            NDArray logits = TensorOps.leaf(
                    manager,
                    NativeTensors.of(manager, Golden.floats(golden.get("logits")), Golden.shape(golden.get("logits"))));
            NDArray loss = PairwiseLoss.mean(manager, logits, pairs);
            float[] expected = Golden.floats(golden.get("loss"));
            Close.assertClose("loss", loss.toFloatArray(), expected, LOSS_TOLERANCE, 1e-6, Set.of());
            if (golden.get("requires_grad").asBoolean()) {
                TensorOps.backward(loss);
                Close.assertClose("gradient", TensorOps.gradient(logits), golden.get("grad"));
            } else {
                assertThat(pairs.size()).isZero();
            }
        }
    }
}
