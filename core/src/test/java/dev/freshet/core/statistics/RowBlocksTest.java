package dev.freshet.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.block.Block;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RowBlocksTest {

    private static final StatisticsLimits LIMITS = new StatisticsLimits(200, 5);
    private static final long T0 = 1_470_009_600_000L;

    @Test
    void shouldGoOnBitForBitAfterEveryRestart() {
        ProductStatistics straight = new ProductStatistics(LIMITS);
        ProductStatistics restarted = new ProductStatistics(LIMITS);
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            long time = T0 + 60_000L * i - random.nextInt(500_000);
            String first = "p" + random.nextInt(400);
            String second = "p" + random.nextInt(400);
            boolean click = random.nextBoolean();
            for (ProductStatistics each : List.of(straight, restarted)) {
                each.count(first, 3, click ? 1 : 0, 0, time);
                if (!first.equals(second)) {
                    each.pair(click ? PairKind.CLICKED : PairKind.CARTED, first, second, time);
                }
            }
            if (i % 61 == 0) {
                restarted = new ProductStatistics(LIMITS, read(bytes(restarted.snapshot())));
            }
        }
        assertThat(bytes(restarted.snapshot())).isEqualTo(bytes(straight.snapshot()));
    }

    @Test
    void shouldNotChangeTheBytesOfBlocksWithoutAnEvent() {
        ProductStatistics statistics = new ProductStatistics(LIMITS);
        for (int i = 0; i < 150; i++) {
            statistics.count("p" + i, 1, 1, 0, T0);
        }
        List<ByteBuffer> before = bytes(statistics.snapshot());
        statistics.count("p70", 1, 0, 0, T0 + 1_000_000);
        List<ByteBuffer> after = bytes(statistics.snapshot());

        assertThat(after).hasSize(4);
        assertThat(after.get(1)).isEqualTo(before.get(1));
        assertThat(after.get(2)).isNotEqualTo(before.get(2));
        assertThat(after.get(3)).isEqualTo(before.get(3));
    }

    @Test
    void shouldFitABlockWithTheMostPartnersAndTheLongestIds() {
        int most = StatisticsLimits.MOST_PARTNERS;
        ProductStatistics statistics = new ProductStatistics(new StatisticsLimits(most + 1, most));
        List<String> ids = IntStream.rangeClosed(0, most)
                .mapToObj(i -> "\u754c".repeat(1_020) + (1_000 + i))
                .toList();
        ids.forEach(id -> statistics.count(id, 1, 1, 1, T0));
        for (String first : ids.subList(0, RowBlocks.ROWS)) {
            for (String second : ids) {
                if (!first.equals(second)) {
                    statistics.pair(PairKind.CLICKED, first, second, T0);
                    statistics.pair(PairKind.CARTED, first, second, T0);
                }
            }
        }

        assertThat(RowBlocks.rows(statistics.snapshot()).get(0).remaining())
                .isBetween(Block.MAX_BYTES - 64_000, Block.MAX_BYTES - 1_000);
    }

    @Test
    void shouldShareTheRowsOfBlocksWithTheSameBytes() {
        ProductStatistics statistics = new ProductStatistics(LIMITS);
        for (int i = 0; i < 150; i++) {
            statistics.count("p" + i, 1, 1, 0, T0);
        }
        StatisticsSnapshot before = read(bytes(statistics.snapshot()));
        statistics.count("p70", 1, 0, 0, T0 + 1_000_000);
        List<ByteBuffer> bytes = bytes(statistics.snapshot());
        BitSet same = new BitSet();
        same.set(0);
        same.set(2);
        StatisticsSnapshot after = RowBlocks.read(bytes.get(0).duplicate(), bytes.subList(1, 4), before, same);

        assertThat(bytes(after)).isEqualTo(bytes(statistics.snapshot()));
        assertThat(after.rows().blocks()[0]).isSameAs(before.rows().blocks()[0]);
        assertThat(after.rows().blocks()[1]).isNotSameAs(before.rows().blocks()[1]);
        assertThat(after.slot("p149")).isEqualTo(149);
    }

    @Test
    void shouldRefuseDamagedBytes() {
        ProductStatistics statistics = new ProductStatistics(LIMITS);
        statistics.count("tea", 1, 1, 0, T0);
        List<ByteBuffer> bytes = bytes(statistics.snapshot());
        ByteBuffer rows = bytes.get(1);

        assertThatThrownBy(() -> RowBlocks.read(bytes.get(0).duplicate(), List.of(rows.slice(0, 60))))
                .isInstanceOf(BufferUnderflowException.class);
        assertThatThrownBy(() -> RowBlocks.read(bytes.get(0).duplicate(), List.of(rows.duplicate(), rows.duplicate())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("product 'tea' comes twice");
    }

    private static List<ByteBuffer> bytes(StatisticsSnapshot statistics) {
        List<ByteBuffer> bytes = new ArrayList<>();
        bytes.add(RowBlocks.totals(statistics));
        bytes.addAll(RowBlocks.rows(statistics));
        return bytes;
    }

    private static StatisticsSnapshot read(List<ByteBuffer> bytes) {
        return RowBlocks.read(bytes.get(0), bytes.subList(1, bytes.size()));
    }
}
