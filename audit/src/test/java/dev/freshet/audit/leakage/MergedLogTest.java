package dev.freshet.audit.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Partition 0 has records at 10, 10, 30; partition 1, whose offsets have gaps, at 10, 20, 40. */
final class MergedLogTest {

    private final MergedLog log = new LogRecords()
            .add(1, 3, 10, new Watermark(10L))
            .add(1, 7, 20, new Watermark(20L))
            .add(1, 8, 40, new Watermark(40L))
            .add(0, 0, 10, new Watermark(10L))
            .add(0, 1, 10, new Watermark(10L))
            .add(0, 2, 30, new Watermark(30L))
            .log(2);

    private List<String> readTo(Map<Integer, Long> offsets) {
        List<String> read = new ArrayList<>();
        log.readTo(offsets, record -> read.add(record.partition() + ":" + record.offset()));
        return read;
    }

    @Test
    void shouldReadByTimeThenPartitionThenOffset() {
        assertThat(readTo(Map.of(0, 9L, 1, 9L))).containsExactly("0:0", "0:1", "1:3", "1:7", "0:2", "1:8");
    }

    @Test
    void shouldGoOnWhereItStopped() {
        assertThat(readTo(Map.of())).isEmpty();
        assertThat(readTo(Map.of(1, 7L))).containsExactly("1:3");
        assertThat(readTo(Map.of(1, 7L, 0, 1L))).containsExactly("0:0");
        assertThat(readTo(Map.of(1, 8L, 0, 3L))).containsExactly("0:1", "1:7", "0:2");
        assertThat(readTo(Map.of(1, 9L, 0, 3L))).containsExactly("1:8");
        assertThat(readTo(Map.of(1, 99L, 0, 99L))).isEmpty();
    }

    @Test
    void shouldTellWhetherItIsPastOffsets() {
        readTo(Map.of(0, 1L, 1, 8L));
        assertThat(log.isPast(Map.of(0, 1L, 1, 8L))).isFalse();
        assertThat(log.isPast(Map.of(0, 3L, 1, 8L))).isFalse();
        assertThat(log.isPast(Map.of(0, 3L, 1, 7L))).isTrue();
        assertThat(log.isPast(Map.of(1, 8L))).isTrue();
    }
}
