package dev.freshet.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedTest {

    private static final long SECOND = 1_000_000_000L;

    private long now = 77;

    @Test
    void shouldHoldAStepUntilItsScaledTimeHasCome() {
        Pace pace = Speed.parse("60x").pace(() -> now);
        assertThat(pace.allows(at(0), 1_000_000)).isTrue();
        assertThat(pace.allows(at(1), 1_060_000)).isFalse();
        now += SECOND;
        assertThat(pace.allows(at(1), 1_060_000)).isTrue();
        assertThat(pace.allows(at(2), 1_060_001)).isFalse();
    }

    @Test
    void shouldLimitTheRowsPerSecond() {
        Pace pace = Speed.parse("2/s").pace(() -> now);
        assertThat(pace.allows(at(100), 5)).isTrue();
        assertThat(pace.allows(at(101), 5)).isFalse();
        now += SECOND;
        assertThat(pace.allows(at(102), 5)).isTrue();
        assertThat(pace.allows(at(103), 5)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "0x", "-1x", "10", "5/m", ""})
    void shouldRefuseOtherForms(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Speed.parse(text));
    }

    private static ReplayPosition at(long next) {
        return new ReplayPosition("a", "f", Map.of(), next, 0, 0, 0, Map.of(), false);
    }
}
