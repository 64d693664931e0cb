package dev.freshet.trainer.online;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.stream.StreamPosition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowCheckTest {

    private static final StreamPosition PLACE = new StreamPosition(3, 17);

    private final WindowCheck check = new WindowCheck(4);

    @Test
    void shouldAcceptWindowsOfTheNetworksLength() {
        assertThatCode(() -> check.check(withGroup(4), PLACE)).doesNotThrowAnyException();
        assertThatCode(() -> check.check(withTarget(4), PLACE))
                .as("an event that is only a target is not part of the window")
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNameThePlaceAndTheSettingOfALongerWindow() {
        assertThatThrownBy(() -> check.check(withGroup(5), PLACE))
                .isInstanceOf(TrainerFailedException.class)
                .hasMessageContainingAll(
                        "partition 3, offset 17 of training-examples",
                        "history.length (4) must be at least",
                        "streams app (5 or more)");
        assertThatThrownBy(() -> check.check(withTarget(5), PLACE)).isInstanceOf(TrainerFailedException.class);
    }

    @Test
    void shouldCheckTheHistoryThatServingShowedToo() {
        ExampleGroup delayed =
                new ExampleGroup("q", "page", 99, 9, 0, false, List.of("a", "b"), List.of(0, 1), history(5), null);
        Example example = new Example("u", history(1), List.of(), List.of(delayed));
        assertThatThrownBy(() -> check.check(example, PLACE))
                .isInstanceOf(TrainerFailedException.class)
                .hasMessageContaining("streams app (5 or more)");
    }

    private static Example withGroup(int events) {
        ExampleGroup group = new ExampleGroup("q", "page", 99, 0, events - 1, false, List.of("a", "b"), List.of(0, 1));
        return new Example("u", history(events), List.of(), List.of(group));
    }

    /** The last event is the target; the others are its window. */
    private static Example withTarget(int window) {
        return new Example("u", history(window + 1), List.of(window), List.of());
    }

    private static List<HistoryEvent> history(int events) {
        return IntStream.range(0, events)
                .mapToObj(i -> new HistoryEvent("p", Action.CLICK, null, i, i, 0))
                .toList();
    }
}
