package dev.freshet.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ExampleGroup;
import dev.freshet.schemas.ExampleHistory;
import dev.freshet.schemas.TrainingExample;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExampleDecoderTest {

    private static TrainingExample wire(ActionType second, List<Long> sequences, int target, int state) {
        ExampleHistory history = new ExampleHistory(
                List.of("a", "b"),
                List.of(ActionType.CLICK, second),
                Arrays.asList("home", null),
                List.of(10L, 20L),
                sequences);
        ExampleGroup group =
                new ExampleGroup("r", null, 30L, 5L, state, true, List.of("a", "c"), List.of(0, 1), history);
        return new TrainingExample("u", history, List.of(target), List.of(1), List.of(group));
    }

    @Test
    void shouldReadWhatTheRecordSays() {
        Example example = ExampleDecoder.of(wire(ActionType.PURCHASE, List.of(4L, 5L), 1, 0));
        assertThat(example.userId()).isEqualTo("u");
        assertThat(example.history())
                .containsExactly(
                        new HistoryEvent("a", Action.CLICK, "home", 10, 4, 0),
                        new HistoryEvent("b", Action.PURCHASE, null, 20, 5, 0));
        assertThat(example.targets()).containsExactly(1);
        assertThat(example.heldOut()).containsExactly(1);
        assertThat(example.groups())
                .containsExactly(new dev.freshet.core.example.ExampleGroup(
                        "r", null, 30, 5, 0, true, List.of("a", "c"), List.of(0, 1), example.history(), null));
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThatThrownBy(() -> ExampleDecoder.of(wire(ActionType.VIEW, List.of(4L, 5L), 1, 0)))
                .hasMessageContaining("holds a VIEW");
        assertThatThrownBy(() -> ExampleDecoder.of(wire(ActionType.CLICK, List.of(4L), 1, 0)))
                .hasMessageContaining("differ in length");
        assertThatThrownBy(() -> ExampleDecoder.of(wire(ActionType.CLICK, List.of(4L, 5L), 2, 0)))
                .hasMessageContaining("target 2 of 2 events");
        TrainingExample one = wire(ActionType.CLICK, List.of(4L, 5L), 1, 0);
        TrainingExample noTarget =
                new TrainingExample("u", one.getHistory(), List.of(), one.getHeldOutTargets(), one.getGroups());
        assertThatThrownBy(() -> ExampleDecoder.of(noTarget))
                .hasMessageContaining("held-out targets [1] of targets []");
        assertThatThrownBy(() -> ExampleDecoder.of(wire(ActionType.CLICK, List.of(4L, 5L), 0, 0)))
                .hasMessageContaining("target 0");
        assertThatThrownBy(() -> ExampleDecoder.of(wire(ActionType.CLICK, List.of(4L, 5L), 1, 2)))
                .hasMessageContaining("group r at state 2 of 2");
    }
}
