package dev.freshet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LongTableTest {

    @Test
    void shouldHoldWhatAMapHolds() {
        SplittableRandom random = new SplittableRandom(3);
        LongTable table = new LongTable();
        Map<Long, Long> map = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            long hash = random.nextLong(-20_000, 20_000); // neighbours and repeats
            long value = random.nextLong();
            Long before = map.put(hash, value);
            assertThat(table.put(hash, value)).isEqualTo(before == null ? LongTable.NONE : before);
        }

        map.forEach((hash, value) -> assertThat(table.get(hash)).isEqualTo(value));
        assertThat(table.get(30_000)).isEqualTo(LongTable.NONE);
        AtomicLong sum = new AtomicLong();
        table.forEachValue(sum::addAndGet);
        assertThat(sum.get())
                .isEqualTo(map.values().stream().mapToLong(Long::longValue).sum());
    }
}
