package dev.freshet.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.core.block.Block;
import dev.freshet.model.Golden;
import dev.freshet.model.Samples;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.PositionBuffer;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.model.training.WarmStart;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StateDictTest {

    private static List<Block> blocks;
    private static StateDict state;

    @BeforeAll
    static void train() {
        try (TrainableModel model = Samples.model()) {
            IntStream.range(0, 3).forEach(i -> model.step(Samples.batch(i)));
            blocks = model.modelBlocks();
        }
        state = StateDict.of(blocks);
    }

    @Test
    void shouldConvertBackToTheSameBlocks() {
        assertThat(BlockDigest.of(state.blocks())).isEqualTo(BlockDigest.of(blocks));
    }

    @Test
    void shouldHaveTheNamesAndShapesOfTheReference() {
        for (StateView view : List.of(StateView.PRETRAIN, StateView.FINETUNE)) {
            JsonNode golden = Golden.resource(
                            view == StateView.PRETRAIN ? "small_pretrain_params.json" : "small_finetune_params.json")
                    .get("state_dict");
            Map<String, Tensor> ours = view.of(state);
            assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(golden::fieldNames);
            ours.forEach((name, tensor) -> {
                List<Integer> theirs = Arrays.stream(
                                Golden.ints(golden.get(name).get("shape")))
                        .boxed()
                        .toList();
                assertThat(tensor.shape()).as(name).isEqualTo(withOurRows(name, theirs));
            });
        }
    }

    /** The vocabularies decide how many rows a table has. */
    private static List<Integer> withOurRows(String name, List<Integer> shape) {
        return switch (name) {
            case ParameterNames.ITEMS -> List.of(state.products().size() + 1, shape.get(1));
            case ParameterNames.CONTEXTS -> List.of(state.sources().size() + 1, shape.get(1));
            default -> shape;
        };
    }

    @Test
    void shouldCompleteMissingTensorsFromANewModel() {
        Map<String, Tensor> fresh = ofANewModel().tensors();
        for (StateView view : List.of(StateView.PRETRAIN, StateView.FINETUNE)) {
            StateDict whole = complete(view.of(state));
            assertThat(whole.config()).isEqualTo(state.config());
            assertThat(whole.tensors().keySet()).containsExactlyElementsOf(fresh.keySet());
            whole.tensors()
                    .forEach((name, tensor) -> assertThat(tensor.data())
                            .as(name)
                            .isEqualTo((view.lacks(name) ? fresh : state.tensors())
                                    .get(name)
                                    .data()));
        }
        assertThat(fresh.get(ParameterNames.TAU).data())
                .as("the compared values differ")
                .isNotEqualTo(state.tensors().get(ParameterNames.TAU).data());
    }

    private static StateDict ofANewModel() {
        try (TrainableModel fresh = Samples.model()) {
            fresh.admit(state.products(), state.sources());
            return StateDict.of(fresh.modelBlocks());
        }
    }

    @Test
    void shouldTrainFromImportedWeights() {
        StateDict whole = complete(StateView.PRETRAIN.of(state));
        try (TrainableModel model = begun(whole)) {
            Map<String, Tensor> begun = StateDict.of(model.modelBlocks()).tensors();
            assertThat(begun.keySet()).containsExactlyElementsOf(whole.tensors().keySet());
            begun.forEach((name, tensor) -> assertThat(tensor.data())
                    .as(name)
                    .isEqualTo(whole.tensors().get(name).data()));
            assertThat(model.step(Samples.batch(5)).total()).isPositive();
            assertThat(model.steps()).isOne();
            StateDict.of(model.modelBlocks()).tensors().forEach((name, tensor) -> {
                if (!name.equals(ParameterNames.POSITIONS)) {
                    assertThat(tensor.data())
                            .as(name)
                            .isNotEqualTo(begun.get(name).data());
                }
            });
        }
    }

    private static TrainableModel begun(StateDict whole) {
        return WarmStart.beginWhole(
                Samples.SMALL,
                LossWeights.defaults(),
                Samples.OPTIMIZER,
                whole.blocks(),
                whole.products(),
                whole.sources(),
                ComputeDevice.CPU);
    }

    @Test
    void shouldNameATensorThatIsMissing() {
        Map<String, Tensor> tensors = new HashMap<>(state.tensors());
        tensors.remove(ParameterNames.LAYERS + "1.norm1.bias");
        assertRefused(tensors, "layers.1.norm1.bias is missing");
    }

    @Test
    void shouldNameATensorThatTheNetworkDoesNotHave() {
        Map<String, Tensor> tensors = new HashMap<>(state.tensors());
        tensors.put("pooler.weight", Tensor.of(List.of(1), new float[1]));
        assertRefused(tensors, "pooler.weight is none of this network's");
    }

    @Test
    void shouldNameATensorWithAValueThatIsNotFinite() {
        Map<String, Tensor> tensors = new HashMap<>(state.tensors());
        tensors.put(ParameterNames.TAU, Tensor.of(List.of(1), new float[] {Float.NaN}));
        assertRefused(tensors, "tau has 1 weights that are not finite");
    }

    @Test
    void shouldReportHowManyRowsTheVocabularyNeeds() {
        List<String> fewer = state.products().subList(1, state.products().size());
        assertThatThrownBy(() -> new StateDict(state.config(), 0, fewer, state.sources(), state.tensors()))
                .hasMessageContaining("item_encoder")
                .hasMessageContaining("row 0 for unknown and one for each of the vocabulary's " + fewer.size());
    }

    @Test
    void shouldRefuseAVocabularyThatRepeatsAnId() {
        List<String> sources = List.of("home", "home");
        assertThatThrownBy(() -> new StateDict(state.config(), 0, state.products(), sources, state.tensors()))
                .hasMessageContaining("source 'home' twice");
    }

    @Test
    void shouldRefuseTrainedPositions() {
        Map<String, Tensor> tensors = new HashMap<>(state.tensors());
        tensors.put(ParameterNames.POSITIONS, Tensor.of(PositionBuffer.shape(state.config()), new float[32 * 16]));
        assertRefused(tensors, "is not the sinusoidal table");
    }

    private static void assertRefused(Map<String, Tensor> tensors, String words) {
        assertThatThrownBy(() -> complete(tensors)).hasMessageContaining(words);
    }

    private static StateDict complete(Map<String, Tensor> tensors) {
        return new PyTorchState(tensors, 2, 32).complete(state.products(), state.sources(), Samples.SMALL.seed(), 0);
    }
}
