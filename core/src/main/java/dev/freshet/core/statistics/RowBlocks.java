package dev.freshet.core.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.core.count.DecayedCount;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Product statistics as bytes, little-endian, bit for bit: one piece for the totals and one for each block of 64 rows. A row
 * that did not change has the same bytes, since its counts are those of its last change.
 *
 * <p>Totals: int64 views, clicks, carts; two decayed counts. Block: of each slot int32 length of the id in UTF-8, -1 for an
 * empty slot, and the id; int64 views, clicks, carts, five float64 decayed counts, int64 their time; then of clicks and of
 * cart additions a decayed count of pairs as second, float64 pairs as first, int32 n, n times int32 partner, n times float64
 * pairs with it, int64 their time. A decayed count: float64 value, int64 time.
 */
public final class RowBlocks {

    /** Rows in a block. */
    public static final int ROWS = StatisticsRows.BLOCK;

    private static final int COUNTS_BYTES = 9 * Long.BYTES;
    private static final int PAIRS_BYTES = 4 * Long.BYTES + Integer.BYTES;

    private RowBlocks() {}

    /** The totals. */
    public static ByteBuffer totals(StatisticsSnapshot statistics) {
        StatisticsTotals totals = statistics.totals();
        ByteBuffer out = buffer(7 * Long.BYTES);
        out.putLong(totals.views()).putLong(totals.clicks()).putLong(totals.carts());
        write(totals.clicked(), out);
        write(totals.carted(), out);
        return out.flip();
    }

    /** The blocks of rows, in order of their slots. */
    public static List<ByteBuffer> rows(StatisticsSnapshot statistics) {
        List<ByteBuffer> blocks = new ArrayList<>();
        for (StatisticsRow[] block : statistics.rows().blocks()) {
            int bytes = 0;
            for (StatisticsRow row : block) {
                bytes += row == null ? Integer.BYTES : bytes(row);
            }
            ByteBuffer out = buffer(bytes);
            for (StatisticsRow row : block) {
                write(row, out);
            }
            blocks.add(out.flip());
        }
        return blocks;
    }

    /**
     * The statistics that pieces hold.
     *
     * @throws IllegalArgumentException when a piece is damaged
     * @throws java.nio.BufferUnderflowException when a piece is cut short
     */
    public static StatisticsSnapshot read(ByteBuffer totals, List<ByteBuffer> blocks) {
        return read(totals, blocks, StatisticsSnapshot.EMPTY, new BitSet());
    }

    /**
     * The same; shares rows with other statistics.
     *
     * @param other statistics of which some blocks have the same bytes
     * @param same the numbers of those blocks
     */
    public static StatisticsSnapshot read(
            ByteBuffer totals, List<ByteBuffer> blocks, StatisticsSnapshot other, BitSet same) {
        ByteBuffer in = totals.order(ByteOrder.LITTLE_ENDIAN);
        StatisticsTotals sums =
                new StatisticsTotals(in.getLong(), in.getLong(), in.getLong(), decayed(in), decayed(in));
        StatisticsRow[][] rows = new StatisticsRow[blocks.size()][];
        Map<String, Integer> slots = new HashMap<>();
        for (int block = 0; block < rows.length; block++) {
            rows[block] = same.get(block)
                    ? other.rows().blocks()[block]
                    : block(blocks.get(block).order(ByteOrder.LITTLE_ENDIAN));
            for (int i = 0; i < StatisticsRows.BLOCK; i++) {
                StatisticsRow row = rows[block][i];
                if (row != null && slots.put(row.productId(), block * StatisticsRows.BLOCK + i) != null) {
                    throw new IllegalArgumentException("product '" + row.productId() + "' comes twice");
                }
            }
        }
        return new StatisticsSnapshot(new StatisticsRows(rows), slots, sums);
    }

    private static StatisticsRow[] block(ByteBuffer in) {
        StatisticsRow[] rows = new StatisticsRow[StatisticsRows.BLOCK];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(in);
        }
        return rows;
    }

    private static int bytes(StatisticsRow row) {
        int partners = row.clicked().size() + row.carted().size();
        return Integer.BYTES
                + row.productId().getBytes(UTF_8).length
                + COUNTS_BYTES
                + 2 * PAIRS_BYTES
                + partners * (Integer.BYTES + Double.BYTES);
    }

    private static void write(StatisticsRow row, ByteBuffer out) {
        if (row == null) {
            out.putInt(-1);
            return;
        }
        byte[] id = row.productId().getBytes(UTF_8);
        out.putInt(id.length).put(id);
        ActionCounts counts = row.counts();
        out.putLong(counts.views()).putLong(counts.clicks()).putLong(counts.carts());
        out.putDouble(counts.viewsHour()).putDouble(counts.viewsWeek());
        out.putDouble(counts.clicksHour()).putDouble(counts.clicksDay());
        out.putDouble(counts.cartsWeek()).putLong(counts.time());
        row.clicked().write(out);
        row.carted().write(out);
    }

    private static StatisticsRow row(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0) {
            return null;
        }
        if (length > in.remaining()) {
            throw new IllegalArgumentException("an id of " + length + " bytes");
        }
        byte[] id = new byte[length];
        in.get(id);
        ActionCounts counts = new ActionCounts(
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getLong());
        return new StatisticsRow(new String(id, UTF_8), counts, Pairs.read(in), Pairs.read(in));
    }

    static void write(DecayedCount count, ByteBuffer out) {
        out.putDouble(count.count()).putLong(count.time());
    }

    static DecayedCount decayed(ByteBuffer in) {
        return new DecayedCount(in.getDouble(), in.getLong());
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
