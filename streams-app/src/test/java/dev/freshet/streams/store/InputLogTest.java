package dev.freshet.streams.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.streams.rows.InputPosition;
import org.junit.jupiter.api.Test;

final class InputLogTest {

    private static final InputPosition APPLIED = new InputPosition(100L, "a");

    @Test
    void shouldContinueWhereTheApplicationStopped() {
        assertThatCode(() -> require(new InputLog("a", 0, 100, 100))).doesNotThrowAnyException();
        assertThatCode(() -> require(new InputLog("a", 100, 150, 0))).doesNotThrowAnyException();
    }

    @Test
    void shouldAcceptALogWhoseLastMarkersAreGone() {
        assertThatCode(() -> require(new InputLog("a", 103, 103, 103))).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAnotherTopicALostEndAndAGap() {
        assertThatThrownBy(() -> require(new InputLog("b", 0, 100, 100)))
                .isInstanceOf(InputChangedException.class)
                .hasMessageContainingAll("deleted and created again", "freshet streams reset");
        assertThatThrownBy(() -> require(new InputLog("a", 0, 99, 100)))
                .hasMessageContainingAll("partition 2 of user-events", "ends at offset 99", "freshet streams reset");
        assertThatThrownBy(() -> require(new InputLog("a", 103, 200, 0)))
                .hasMessageContainingAll("begins at offset 103", "3 records were deleted", "freshet streams reset");
    }

    private static void require(InputLog log) {
        log.requireContinuation(APPLIED, "user-events", 2);
    }
}
