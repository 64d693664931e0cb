package dev.freshet.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.Samples;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.loss.Losses;
import dev.freshet.model.loss.NonFiniteLossException;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.ParameterSpecs;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainableModelTest {

    @Test
    void shouldOverfitOneBatch() {
        ModelConfig config = new ModelConfig(16, 2, 2, 32, 7, 0);
        try (TrainableModel model =
                TrainableModel.initial(config, LossWeights.defaults(), new OptimizerConfig(1e-2, 0, 5))) {
            Losses first = model.step(Samples.batch(2));
            for (int i = 0; i < 150; i++) {
                model.step(Samples.batch(2));
            }
            Losses last = model.step(Samples.batch(2));
            assertThat(last.feedback()).isLessThan(0.05 * first.feedback());
            assertThat(last.nextPositive()).isLessThan(0.5 * first.nextPositive());
            assertThat(last.ranking()).isLessThan(0.5 * first.ranking());
        }
    }

    @Test
    void shouldCountTargetsGroupsAndPairsThatItTrainsOn() {
        try (TrainableModel model = Samples.model()) {
            Losses losses = model.step(Samples.batch(0));
            int targets =
                    Samples.batch(0).stream().mapToInt(e -> e.targets().size()).sum();
            assertThat(losses.targets()).isEqualTo(targets);
            assertThat(losses.groups()).isEqualTo(6);
            assertThat(losses.pairs()).isEqualTo(24);
            assertThat(losses.total())
                    .isCloseTo(losses.nextPositive() + 10 * losses.feedback() + losses.ranking(), within(1e-4));
            assertThat(model.steps()).isEqualTo(1);
        }
    }

    @Test
    void shouldNotStepWithoutTargetsAndPairs() {
        ExampleGroup heldOut = Samples.group("q", -1, 1);
        heldOut = new ExampleGroup("q", "s1", 0, 0, -1, true, heldOut.productIds(), heldOut.labels());
        ExampleGroup oneLabel = new ExampleGroup("r", "s1", 0, 0, 2, false, List.of("p1", "p2"), List.of(1, 1));
        Example empty = new Example("u", Samples.history(5, 9, 1), List.of(), List.of(heldOut, oneLabel));
        try (TrainableModel model = Samples.model()) {
            String before = model.digest();
            assertThat(model.step(List.of(empty))).isEqualTo(Losses.NONE);
            assertThat(model.step(List.of())).isEqualTo(Losses.NONE);
            assertThat(model.steps()).isZero();
            assertThat(model.items().size()).isEqualTo(1);
            assertThat(model.digest()).isEqualTo(before);
        }
    }

    @Test
    void shouldSkipPartsWhoseLossHasWeightZero() {
        Example targetsOnly = new Example("u", Samples.history(5, 9, 1), List.of(1, 4), List.of());
        try (TrainableModel model =
                TrainableModel.initial(Samples.SMALL, new LossWeights(0, 0, 1), Samples.OPTIMIZER)) {
            assertThat(model.step(List.of(targetsOnly))).isEqualTo(Losses.NONE);
            Losses losses = model.step(Samples.batch(0));
            assertThat(losses.targets()).isZero();
            assertThat(losses.ranking()).isPositive().isEqualTo(losses.total());
        }
        try (TrainableModel model =
                TrainableModel.initial(Samples.SMALL, new LossWeights(0, 1, 0), Samples.OPTIMIZER)) {
            Losses losses = model.step(Samples.batch(0));
            assertThat(losses.nextPositive()).isZero();
            assertThat(losses.feedback()).isPositive().isEqualTo(losses.total());
            assertThat(losses.groups()).isZero();
        }
    }

    @Test
    void shouldAdmitTheIdsThatItTrainsOnInOrderOfAppearance() {
        List<HistoryEvent> history = List.of(
                Samples.event("b", Action.CLICK, "web", 0),
                Samples.event("a", Action.CLICK, null, 1),
                Samples.event("target", Action.PURCHASE, "app", 2),
                Samples.event("later", Action.CLICK, "mail", 3));
        ExampleGroup group = new ExampleGroup("q", "shop", 0, 0, 0, false, List.of("c", "b"), List.of(0, 1));
        try (TrainableModel model = Samples.model()) {
            model.step(List.of(new Example("u", history, List.of(2), List.of(group))));
            assertThat(model.items().ids()).containsExactly("b", "a", "target", "c");
            assertThat(model.contexts().ids()).containsExactly("web", "app", "shop");
        }
    }

    @Test
    void shouldAcceptAWindowOfMaxLengthAndTheTargetAfterIt() {
        List<HistoryEvent> history = Samples.history(33, 9, 1);
        try (TrainableModel model = Samples.model()) {
            Losses losses = model.step(List.of(new Example("u", history, List.of(1, 32), List.of())));
            assertThat(losses.targets()).isEqualTo(2);
            Example tooLong = new Example("u9", Samples.history(34, 9, 1), List.of(33), List.of());
            assertThatThrownBy(() -> model.step(List.of(tooLong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("u9")
                    .hasMessageContaining("33 tokens, more than maxLength=32");
        }
    }

    @Test
    void shouldRefuseIndicesOutsideTheHistory() {
        List<HistoryEvent> history = Samples.history(5, 9, 1);
        try (TrainableModel model = Samples.model()) {
            assertThatThrownBy(() -> model.step(List.of(new Example("u7", history, List.of(5), List.of()))))
                    .hasMessageContaining("u7")
                    .hasMessageContaining("target 5");
            assertThatThrownBy(() -> model.step(List.of(new Example("u7", history, List.of(0), List.of()))))
                    .hasMessageContaining("target 0");
            ExampleGroup outside = Samples.group("q8", 5, 1);
            assertThatThrownBy(() -> model.step(List.of(new Example("u7", history, List.of(), List.of(outside)))))
                    .hasMessageContaining("q8");
        }
    }

    @Test
    void shouldKeepItsWeightsWhenTheLossIsNotFinite() {
        assertUnharmedBy(new LossWeights(Double.MAX_VALUE, 10, 1), "the loss");
    }

    @Test
    void shouldKeepItsWeightsWhenTheGradientIsNotFinite() {
        assertUnharmedBy(new LossWeights(5e37, 0, 0), "the gradient");
    }

    private static void assertUnharmedBy(LossWeights mix, String what) {
        try (TrainableModel trained = Samples.model()) {
            trained.step(Samples.batch(0));
            try (TrainableModel model = TrainableModel.restore(
                    Samples.SMALL, mix, Samples.OPTIMIZER, trained.modelBlocks(), trained.optimizerBlocks())) {
                assertThatThrownBy(() -> model.step(Samples.batch(0)))
                        .isInstanceOf(NonFiniteLossException.class)
                        .hasMessageContainingAll("step 1: " + what, "the weights are unchanged");
                assertThat(model.digest()).isEqualTo(trained.digest());
                assertThat(BlockDigest.of(model.optimizerBlocks()))
                        .isEqualTo(BlockDigest.of(trained.optimizerBlocks()));
            }
        }
    }

    @Test
    void shouldHoldNoMoreTensorsAfterManySteps() {
        try (TrainableModel model = Samples.model()) {
            model.step(Samples.batch(0));
            int before = heldTensors();
            assertThat(before)
                    .as("weights and moments")
                    .isGreaterThan(3 * ParameterSpecs.of(Samples.SMALL).size());
            for (int i = 0; i < 300; i++) {
                model.step(Samples.batch(i % 3));
            }
            assertThat(heldTensors()).isEqualTo(before);
        }
    }

    /** Tensors that any manager of the process holds. */
    private static int heldTensors() {
        try (NDManager manager = NDManager.newBaseManager()) {
            return manager.getParentManager().getManagedArrays().size();
        }
    }
}
