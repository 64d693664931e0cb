package dev.freshet.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TicksTest {

    private static final long MINUTE = 60_000;

    private final Ticks ticks = new Ticks(MINUTE);

    @Test
    void shouldTickAtTheNewestMultipleReached() {
        assertThat(ticks.before(10 * MINUTE + 5)).hasValue(10 * MINUTE);
        assertThat(ticks.before(10 * MINUTE + 59_999)).isEmpty();
        assertThat(ticks.before(11 * MINUTE)).hasValue(11 * MINUTE);
        assertThat(ticks.before(500 * MINUTE + 1)).hasValue(500 * MINUTE);
    }

    @Test
    void shouldContinueTicksUntilPastTheEnd() {
        ticks.before(10 * MINUTE + 5);
        assertThat(rest(ticks, 12 * MINUTE)).containsExactly(11 * MINUTE, 12 * MINUTE, 13 * MINUTE);
    }

    @Property
    void shouldTickAfterEveryMultipleAndNeverPastARow(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 5_000_000) Long> times) {
        Ticks fresh = new Ticks(MINUTE);
        long last = Long.MIN_VALUE;
        for (long time : times.stream().sorted().toList()) {
            OptionalLong tick = fresh.before(time);
            if (tick.isPresent()) {
                assertThat(tick.getAsLong() % MINUTE).isZero();
                assertThat(tick.getAsLong()).isGreaterThan(last);
                last = tick.getAsLong();
            }
            assertThat(time - last).isBetween(0L, MINUTE - 1);
        }
    }

    private static List<Long> rest(Ticks ticks, long end) {
        List<Long> rest = new ArrayList<>();
        for (OptionalLong tick = ticks.until(end); tick.isPresent(); tick = ticks.until(end)) {
            rest.add(tick.getAsLong());
        }
        return rest;
    }
}
