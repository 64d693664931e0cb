package dev.freshet.model.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.example.Vocabulary;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.Samples;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.TermKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchPackerTest {

    private final Vocabulary items = new Vocabulary(List.of("a", "b", "c"));
    private final Vocabulary contexts = new Vocabulary(List.of("web", "app"));

    private final List<HistoryEvent> history = List.of(
            Samples.event("b", Action.CLICK, "web", 0),
            Samples.event("a", Action.CART_UPDATE, null, 1),
            Samples.event("c", Action.PURCHASE, "app", 2),
            Samples.event("stranger", Action.CLICK, "mail", 3));

    private Batch pack(Example... examples) {
        List<TrainingSample> lessons = Stream.of(examples)
                .map(example -> TrainingSample.of(example, LossWeights.defaults(), 32))
                .toList();
        return new BatchPacker(items, contexts, TermKind.OFF).batch(lessons);
    }

    @Test
    void shouldPackTokensOnlyUpToTheLastStateNeeded() {
        Batch batch = pack(new Example("u", history, List.of(2), List.of()));
        assertThat(batch.history().lengths()).containsExactly(2);
        assertThat(batch.history().items()).containsExactly(2, 1);
        assertThat(batch.history().contexts()).containsExactly(1, 0);
        assertThat(batch.history().actions()).containsExactly(2, 1);
        assertThat(batch.history().positions()).containsExactly(0, 1);
        assertThat(batch.targets().states()).containsExactly(1);
        assertThat(batch.targets().items()).containsExactly(3);
        assertThat(batch.targets().contexts()).containsExactly(2);
        assertThat(batch.targets().classes()).containsExactly(2);
        assertThat(batch.catalogue()).isEqualTo(new Batch.Rows(1, 4));
    }

    @Test
    void shouldPointStatesAtPackedTokens() {
        ExampleGroup cold = new ExampleGroup("q", "app", 0, 0, -1, false, List.of("a", "b"), List.of(1, 0));
        ExampleGroup warm = new ExampleGroup("r", null, 0, 0, 3, false, List.of("x", "c", "a"), List.of(0, 1, 0));
        Batch batch = pack(
                new Example("u", List.of(), List.of(), List.of(cold)),
                new Example("v", history, List.of(1), List.of()),
                new Example("w", history, List.of(1, 3), List.of(cold, warm)));
        assertThat(batch.history().lengths()).containsExactly(1, 4);
        assertThat(batch.targets().states()).containsExactly(0, 1, 3);
        assertThat(batch.groups().states()).containsExactly(-1, -1, 4);
        assertThat(batch.groups().contexts()).containsExactly(2, 2, 0);
        assertThat(batch.groups().owners()).containsExactly(0, 0, 1, 1, 2, 2, 2);
        assertThat(batch.groups().candidates()).containsExactly(1, 2, 1, 2, 0, 3, 1);
        assertThat(batch.groups().pairs().better()).containsExactly(0, 2, 5, 5);
        assertThat(batch.groups().pairs().worse()).containsExactly(1, 3, 4, 6);
    }

    @Test
    void shouldLeaveOutGroupsThatAreHeldOutOrHaveOneLabel() {
        ExampleGroup heldOut = new ExampleGroup("q", "app", 0, 0, 3, true, List.of("a", "b"), List.of(1, 0));
        ExampleGroup oneLabel = new ExampleGroup("r", "app", 0, 0, 3, false, List.of("a", "b"), List.of(0, 0));
        Batch batch = pack(new Example("u", history, List.of(1), List.of(heldOut, oneLabel)));
        assertThat(batch.groups().size()).isZero();
        assertThat(batch.history().lengths()).containsExactly(1);
    }

    @Test
    void shouldLeaveOutTargetsThatAreHeldOut() {
        Batch batch = pack(new Example("u", history, List.of(1, 3), List.of(3), List.of()));
        assertThat(batch.targets().states()).containsExactly(0);
        assertThat(batch.history().lengths()).containsExactly(1);
    }
}
