package dev.freshet.core.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.event.TimeSpan;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class DelayPolicyTest {

    @Test
    void shouldDrawZeroForNone() {
        assertThat(draws("none")).containsOnly(0L);
    }

    @Property
    void shouldDrawWholeDaysFromTwoTo31(@ForAll String user, @ForAll String request) {
        long delay = DelayPolicy.parse("whole-days[2,32)", 7).draw(user, request);
        assertThat(delay % TimeSpan.DAY).isZero();
        assertThat(delay / TimeSpan.DAY).isBetween(2L, 31L);
    }

    @Test
    void shouldDrawEveryDayAboutEquallyOften() {
        long[] counts = new long[32];
        for (long delay : draws("whole-days[2,32)")) {
            counts[(int) (delay / TimeSpan.DAY)]++;
        }
        assertThat(LongStream.of(counts).skip(2).boxed().toList())
                .allSatisfy(n -> assertThat(n).isBetween(250L, 420L));
    }

    @Test
    void shouldMixByWeight() {
        long none = LongStream.of(draws("0.25*none + 0.75*uniform(2d,32d)"))
                .filter(delay -> delay == 0)
                .count();
        assertThat(none).isBetween(2_300L, 2_700L);
    }

    @Test
    void shouldKnowItsLongestDelay() {
        assertThat(DelayPolicy.parse("none", 1).longestMs()).isZero();
        assertThat(DelayPolicy.parse("whole-days[2,32)", 1).longestMs()).isEqualTo(31 * TimeSpan.DAY);
        assertThat(DelayPolicy.parse("0.5*uniform(2d,32d) + 0.5*none", 1).longestMs())
                .isEqualTo(32 * TimeSpan.DAY - 1);
    }

    @Test
    void shouldDrawTheSameInEveryRun() {
        assertThat(DelayPolicy.parse("uniform(2d,32d)", 1).draw("u", "q"))
                .isEqualTo(DelayPolicy.parse("uniform(2d,32d)", 1).draw("u", "q"))
                .isNotEqualTo(DelayPolicy.parse("uniform(2d,32d)", 2).draw("u", "q"));
    }

    @Test
    void shouldRejectAnUnreadablePolicyAndNameTheForms() {
        assertThatThrownBy(() -> DelayPolicy.parse("gauss(2d)", 1))
                .hasMessageContaining("gauss(2d)")
                .hasMessageContaining("whole-days[2,32)");
        assertThatThrownBy(() -> DelayPolicy.parse("0.5*none + 0.4*none", 1)).hasMessageContaining("0.9");
        assertThatThrownBy(() -> DelayPolicy.parse("uniform(3d,2d)", 1)).hasMessageContaining("empty range");
    }

    private static long[] draws(String policy) {
        DelayPolicy delays = DelayPolicy.parse(policy, 1);
        return IntStream.range(0, 10_000)
                .mapToLong(i -> delays.draw("u" + i, "q"))
                .toArray();
    }
}
