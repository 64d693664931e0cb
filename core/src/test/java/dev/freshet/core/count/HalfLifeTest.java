package dev.freshet.core.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.core.event.TimeSpan;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class HalfLifeTest {

    private static final long NOW = 1_470_000_000_000L;
    private static final HalfLife WEEK = new HalfLife(7 * TimeSpan.DAY);

    @Test
    void shouldHalveInEachHalfLife() {
        DecayedCount count = new DecayedCount(12, NOW);
        assertThat(WEEK.value(count, NOW)).isEqualTo(12);
        assertThat(WEEK.value(count, NOW + WEEK.ms())).isEqualTo(6);
        assertThat(WEEK.value(count, NOW + 3 * WEEK.ms())).isEqualTo(1.5);
        assertThat(WEEK.plusOne(count, NOW + WEEK.ms())).isEqualTo(new DecayedCount(7, NOW + WEEK.ms()));
    }

    @Test
    void shouldSayWhenACountHasFallenToAValue() {
        assertThat(WEEK.fallsTo(1.0 / 16, new DecayedCount(1, NOW))).isEqualTo(NOW + 4 * WEEK.ms());
        assertThat(WEEK.fallsTo(0.5, new DecayedCount(8, NOW))).isEqualTo(NOW + 4 * WEEK.ms());
    }

    @Property
    void shouldKeepTheLevelWhileACountDecays(
            @ForAll @LongRange(max = 2 * NOW) long time,
            @ForAll @LongRange(min = 1, max = 1_000 * TimeSpan.DAY) long halfLife,
            @ForAll @LongRange(max = 30) long doublings) {
        DecayedCount count = new DecayedCount(Math.scalb(1.0, (int) doublings), time);
        DecayedCount later = new DecayedCount(1, time + doublings * halfLife);
        HalfLife each = new HalfLife(halfLife);
        assertThat(each.level(later, 16)).isEqualTo(each.level(count, 16));
    }

    @Property
    void shouldOrderCountsByLevelAsByValueAtAnyTime(
            @ForAll @DoubleRange(min = 0.1, max = 1e6) double a,
            @ForAll @DoubleRange(min = 0.1, max = 1e6) double b,
            @ForAll @LongRange(max = 60 * TimeSpan.DAY) long between) {
        DecayedCount first = new DecayedCount(a, NOW);
        DecayedCount second = new DecayedCount(b, NOW + between);
        long difference = WEEK.level(second, 16) - WEEK.level(first, 16);
        double ratio = b / WEEK.value(first, second.time());
        assertThat(16 * Math.log(ratio) / Math.log(2)).isCloseTo((double) difference, within(1 + 1e-6));
    }
}
