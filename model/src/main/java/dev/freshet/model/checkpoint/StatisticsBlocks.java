package dev.freshet.model.checkpoint;

import dev.freshet.core.block.Block;
import dev.freshet.core.statistics.RowBlocks;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The product statistics of a version as blocks {@code statistics/rows/0}, {@code statistics/rows/1}, ... of 64 products, and
 * {@code statistics/totals}: int32 number of the others, then what {@link RowBlocks} writes.
 */
public final class StatisticsBlocks {

    private static final String TOTALS = "statistics/totals";
    private static final String ROWS = "statistics/rows/";

    private StatisticsBlocks() {}

    public static List<Block> write(StatisticsSnapshot statistics) {
        List<ByteBuffer> rows = RowBlocks.rows(statistics);
        ByteBuffer totals = RowBlocks.totals(statistics);
        ByteBuffer body =
                ByteBuffer.allocate(Integer.BYTES + totals.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                BlockEnvelope.seal(TOTALS, body.putInt(rows.size()).put(totals).flip()));
        for (int i = 0; i < rows.size(); i++) {
            blocks.add(BlockEnvelope.seal(ROWS + i, rows.get(i)));
        }
        return blocks;
    }

    /**
     * The statistics among a version's blocks; empty statistics when it has none.
     *
     * @throws CorruptBlockException naming the block that is missing or damaged
     */
    public static StatisticsSnapshot read(BlockSource blocks) {
        return read(blocks, new BlockSource(List.of()), StatisticsSnapshot.EMPTY);
    }

    /**
     * The same; shares rows with the statistics of another version.
     *
     * @param others the other version's blocks
     * @param other its statistics
     */
    public static StatisticsSnapshot read(BlockSource blocks, BlockSource others, StatisticsSnapshot other) {
        if (!blocks.has(TOTALS)) {
            return StatisticsSnapshot.EMPTY;
        }
        ByteBuffer totals = blocks.read(TOTALS, StatisticsBlocks::rest);
        int count = totals.order(ByteOrder.LITTLE_ENDIAN).getInt();
        List<ByteBuffer> rows = new ArrayList<>();
        BitSet same = new BitSet();
        for (int i = 0; i < count; i++) {
            rows.add(blocks.read(ROWS + i, StatisticsBlocks::rest));
            same.set(
                    i,
                    others.has(ROWS + i)
                            && others.read(ROWS + i, StatisticsBlocks::rest).equals(rows.get(i)));
        }
        try {
            return RowBlocks.read(totals, rows, other, same);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CorruptBlockException(TOTALS, "and the rows do not fit together: " + e);
        }
    }

    /** The blocks of a version that are not statistics. */
    public static List<Block> without(List<Block> blocks) {
        return blocks.stream().filter(block -> !owns(block.name())).toList();
    }

    /** Whether a block of this name holds statistics. */
    public static boolean owns(String name) {
        return name.equals(TOTALS) || name.startsWith(ROWS);
    }

    private static ByteBuffer rest(ByteBuffer body) {
        ByteBuffer rest = body.slice();
        body.position(body.limit());
        return rest;
    }
}
