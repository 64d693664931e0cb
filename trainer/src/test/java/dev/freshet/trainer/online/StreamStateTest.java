package dev.freshet.trainer.online;

import static dev.freshet.trainer.Fixtures.HOUR;
import static dev.freshet.trainer.Fixtures.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.example.LiveStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.network.TermKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamStateTest {

    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration WINDOW = Duration.ofMinutes(90);

    private static LiveStatistics statistics() {
        return new LiveStatistics(new StatisticsLimits(16, 1), StatisticsSnapshot.EMPTY);
    }

    private static RehearsalBuffer rehearsal() {
        return new RehearsalBuffer(TermKind.MLP, 1, 4);
    }

    @Test
    void shouldBeDueOncePastTheFirstMultipleAfterTheFirstRecord() {
        StreamState state = StreamState.initial(WINDOW, statistics(), rehearsal());
        state.advance(10 * HOUR + 50 * MINUTE);
        assertThat(state.isDue(INTERVAL)).isFalse();
        state.advance(11 * HOUR - 1);
        assertThat(state.isDue(INTERVAL)).isFalse();
        state.advance(11 * HOUR);
        assertThat(state.isDue(INTERVAL)).isTrue();

        state.published(7);
        assertThat(state.version()).isEqualTo(7);
        assertThat(state.isDue(INTERVAL)).isFalse();
    }

    @Test
    void shouldBeDueAtTheSameRecordAfterARestart() {
        StreamState before = StreamState.initial(WINDOW, statistics(), rehearsal());
        before.advance(10 * HOUR + 50 * MINUTE);
        before.published(7);
        StreamState restored = StreamState.restore(
                WINDOW, statistics(), rehearsal(), before.blocks(), Map.of(0, 3L), before.mergedTime(), 7);
        restored.advance(11 * HOUR + 5 * MINUTE);
        assertThat(restored.isDue(INTERVAL)).isTrue();
        assertThat(restored.offsets()).containsOnly(Map.entry(0, 3L));
    }

    @Test
    void shouldFreezeTheFirstVersionAfterTheTimeSinceTheFirstOne() {
        Duration day = Duration.ofDays(1);
        StreamState state = StreamState.initial(WINDOW, statistics(), rehearsal());
        state.advance(10 * HOUR);
        state.freeze(7, day);
        state.advance(34 * HOUR - 1);
        state.freeze(9, day);
        assertThat(state.frozenVersion()).isEqualTo(-1);

        StreamState restored = StreamState.restore(
                WINDOW, statistics(), rehearsal(), state.blocks(), Map.of(0, 3L), state.mergedTime(), 9);
        restored.advance(34 * HOUR);
        restored.freeze(11, day);
        restored.advance(80 * HOUR);
        restored.freeze(13, day);
        assertThat(restored.frozenVersion()).isEqualTo(11);
        assertThat(StreamState.restore(
                                WINDOW,
                                statistics(),
                                rehearsal(),
                                restored.blocks(),
                                Map.of(),
                                restored.mergedTime(),
                                13)
                        .frozenVersion())
                .isEqualTo(11);
        restored.thaw();
        assertThat(restored.frozenVersion()).isEqualTo(-1);
    }

    @Test
    void shouldNeverMoveMergedTimeBack() {
        StreamState state = StreamState.initial(WINDOW, statistics(), rehearsal());
        state.advance(5 * HOUR);
        state.advance(4 * HOUR);
        assertThat(state.mergedTime()).isEqualTo(5 * HOUR);
    }
}
