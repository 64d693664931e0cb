package dev.freshet.core.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Hash64Test {

    /** Stored models, delays and holdouts depend on these values: they must never change. */
    @Test
    void shouldKeepItsValuesForEver() {
        assertThat(Hash64.mix(0)).isZero();
        assertThat(Hash64.mix(0x9E3779B97F4A7C15L)).isEqualTo(0xE220A8397B1DCDAFL); // SplitMix64's first draw of seed 0
        assertThat(Hash64.seeded(1).add("product").add(42L).value()).isEqualTo(0x767E63DBB29BD551L);
    }

    @Test
    void shouldDistinguishStringsFromTheirConcatenation() {
        Hash64 seed = Hash64.seeded(7);
        assertThat(seed.add("a").add("b").value()).isNotEqualTo(seed.add("ab").value());
        assertThat(seed.add("").value()).isNotEqualTo(seed.value());
        assertThat(seed.add("a").value()).isNotEqualTo(Hash64.seeded(8).add("a").value());
    }

    @Test
    void shouldSpreadEvenlyOverTheUnitInterval() {
        int[] bins = new int[10];
        Set<Long> values = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            Hash64 hash = Hash64.seeded(3).add("user-" + i);
            bins[(int) (hash.unit() * 10)]++;
            values.add(hash.value());
        }
        assertThat(values).hasSize(100_000);
        assertThat(Arrays.stream(bins)).allMatch(count -> Math.abs(count - 10_000) < 500);
    }

    @Property
    void shouldGiveUnitsBelowOne(@ForAll long seed, @ForAll String id) {
        assertThat(Hash64.seeded(seed).add(id).unit()).isGreaterThanOrEqualTo(0).isLessThan(1);
    }

    @Property
    void shouldNotChangeTheHashItExtends(@ForAll long seed, @ForAll long number, @ForAll String id) {
        Hash64 hash = Hash64.seeded(seed).add(number);
        long before = hash.value();
        assertThat(hash.add(id).value()).isEqualTo(hash.add(id).value());
        assertThat(hash.value()).isEqualTo(before);
    }
}
