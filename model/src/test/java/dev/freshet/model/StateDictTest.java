package dev.freshet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void shouldBecomeTheSameBlocksAgain() {
        assertThat(Digest.of(state.blocks())).isEqualTo(Digest.of(blocks));
    }

    @Test
    void shouldHaveTheNamesAndShapesOfTheReference() {
        for (StateView view : List.of(StateView.PRETRAIN, StateView.FINETUNE)) {
            var golden = Golden.resource(
                    view == StateView.PRETRAIN ? "small_pretrain_params.json" : "small_finetune_params.json");
            Map<String, Tensor> ours = view.of(state);
            assertThat(ours.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            () -> golden.get("state_dict").fieldNames());
            ours.forEach((name, tensor) -> assertThat(tensor.shape())
                    .hasSize(golden.get("state_dict").get(name).get("shape").size()));
        }
    }

    @Test
    void shouldBeCompletedByANewModelsValues() {
        StateDict whole = complete(StateView.FINETUNE.of(state));
        assertThat(whole.config()).isEqualTo(state.config());
        assertThat(whole.tensors().get(Names.TAU).values().get(0)).isZero();
        assertThat(whole.tensors().get(Names.SCALE).data())
                .isEqualTo(state.tensors().get(Names.SCALE).data());
        float[] drawn = new float[9];
        whole.tensors().get(Names.CLASSIFIER + "0.linear.weight").values().get(drawn);
        assertThat(drawn).isNotEqualTo(new float[9]);
    }

    @Test
    void shouldLearnOnFromImportedWeights() {
        StateDict whole = complete(StateView.PRETRAIN.of(state));
        try (TrainableModel model = whole.begin(Samples.SMALL, LossWeights.defaults(), Samples.OPTIMIZER)) {
            assertThat(StateDict.of(model.modelBlocks())
                            .tensors()
                            .get(Names.ITEMS)
                            .data())
                    .isEqualTo(state.tensors().get(Names.ITEMS).data());
            assertThat(model.step(Samples.batch(5)).total()).isPositive();
            assertThat(model.steps()).isOne();
        }
    }

    @Test
    void shouldNameATensorThatIsMissing() {
        Map<String, Tensor> tensors = new HashMap<>(state.tensors());
        tensors.remove(Names.LAYERS + "1.norm1.bias");
        assertRefused(tensors, "layers.1.norm1.bias is missing");
    }

    @Test
    void shouldNameATensorThatIsNotThisNetworks() {
        Map<String, Tensor> tensors = new HashMap<>(state.tensors());
        tensors.put("pooler.weight", Tensor.of(List.of(1), new float[1]));
        assertRefused(tensors, "pooler.weight is none of this network's");
    }

    @Test
    void shouldNameATensorWithANumberThatIsNone() {
        Map<String, Tensor> tensors = new HashMap<>(state.tensors());
        tensors.put(Names.TAU, Tensor.of(List.of(1), new float[] {Float.NaN}));
        assertRefused(tensors, "tau has 1 weights that are not finite");
    }

    @Test
    void shouldSayHowManyRowsTheVocabularyWants() {
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
    void shouldRefusePositionsThatAreLearned() {
        Map<String, Tensor> tensors = new HashMap<>(state.tensors());
        tensors.put(Names.POSITIONS, Tensor.of(Positions.shape(state.config()), new float[32 * 16]));
        assertRefused(tensors, "is not the sinusoidal table");
    }

    private static void assertRefused(Map<String, Tensor> tensors, String words) {
        assertThatThrownBy(() -> complete(tensors)).hasMessageContaining(words);
    }

    private static StateDict complete(Map<String, Tensor> tensors) {
        return new ForeignState(tensors, 2, 32).complete(state.products(), state.sources(), Samples.SMALL.seed(), 0);
    }
}
