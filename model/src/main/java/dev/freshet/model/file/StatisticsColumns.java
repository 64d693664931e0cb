package dev.freshet.model.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.core.statistics.RowBlocks;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Product statistics by column, bit for bit: the numbers of {@link RowBlocks}, each kind in a {@link StatisticsColumn}. */
final class StatisticsColumns {

    private static final String SLOT = "slot";

    /** Moves bytes of a column from one form to the other, and returns them. */
    @FunctionalInterface
    private interface Mover {
        byte[] move(String column, int bytes);
    }

    private final List<String> products = new ArrayList<>();
    private final Map<String, ByteArrayOutputStream> columns = new LinkedHashMap<>();

    private StatisticsColumns() {
        StatisticsColumn.ALL.keySet().forEach(name -> columns.put(name, new ByteArrayOutputStream()));
    }

    static StatisticsColumns of(StatisticsSnapshot snapshot) {
        StatisticsColumns result = new StatisticsColumns();
        totals(result.from(RowBlocks.totals(snapshot)));
        int slot = 0;
        for (ByteBuffer block : RowBlocks.rows(snapshot)) {
            while (block.hasRemaining()) {
                int length = block.getInt();
                if (length >= 0) {
                    byte[] id = new byte[length];
                    block.get(id);
                    result.products.add(new String(id, UTF_8));
                    result.columns.get(SLOT).writeBytes(bytes(slot));
                    row(result.from(block));
                }
                slot++;
            }
        }
        return result;
    }

    /**
     * Columns that are the tensors of a file.
     *
     * @throws IllegalArgumentException naming a tensor that is missing or that is none of them
     */
    static StatisticsColumns of(String prefix, List<TensorFile.Entry> entries, List<String> products) {
        StatisticsColumns result = new StatisticsColumns();
        result.products.addAll(products);
        Map<String, ByteArrayOutputStream> missing = new LinkedHashMap<>(result.columns);
        for (TensorFile.Entry entry : entries) {
            ByteArrayOutputStream column = missing.remove(entry.name().substring(prefix.length()));
            if (column == null) {
                throw new IllegalArgumentException("tensor " + entry.name() + " is none of theirs");
            }
            column.writeBytes(entry.data());
        }
        missing.keySet().stream().findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("tensor " + prefix + name + " is missing");
        });
        return result;
    }

    /** Ids of the rows. */
    List<String> products() {
        return products;
    }

    List<TensorFile.Entry> entries(String prefix) {
        List<TensorFile.Entry> entries = new ArrayList<>();
        StatisticsColumn.ALL.forEach((name, layout) -> {
            byte[] data = columns.get(name).toByteArray();
            entries.add(new TensorFile.Entry(prefix + name, layout.dtype(), layout.shape(data.length), data));
        });
        return entries;
    }

    /**
     * The statistics.
     *
     * @param blocks number of blocks of {@link RowBlocks#ROWS} slots
     * @throws IllegalArgumentException naming a column that does not fit
     */
    StatisticsSnapshot snapshot(int blocks) {
        Map<String, ByteBuffer> in = new LinkedHashMap<>();
        columns.forEach((name, bytes) ->
                in.put(name, ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN)));
        ByteArrayOutputStream totals = new ByteArrayOutputStream();
        totals(to(totals, in));
        List<ByteBuffer> rows = new ArrayList<>();
        int next = 0;
        for (int block = 0; block < blocks; block++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int slot = block * RowBlocks.ROWS; slot < (block + 1) * RowBlocks.ROWS; slot++) {
                ByteBuffer slots = in.get(SLOT);
                if (slots.hasRemaining() && slots.getInt(slots.position()) == slot && next < products.size()) {
                    slots.getInt();
                    byte[] id = products.get(next++).getBytes(UTF_8);
                    out.writeBytes(bytes(id.length));
                    out.writeBytes(id);
                    row(to(out, in));
                } else {
                    out.writeBytes(bytes(-1));
                }
            }
            rows.add(ByteBuffer.wrap(out.toByteArray()));
        }
        if (next < products.size()) {
            throw new IllegalArgumentException("product '" + products.get(next) + "' has no slot");
        }
        in.forEach((name, left) -> {
            if (left.hasRemaining()) {
                throw new IllegalArgumentException("column " + name + " is too long");
            }
        });
        return RowBlocks.read(ByteBuffer.wrap(totals.toByteArray()), rows);
    }

    private static void totals(Mover mover) {
        mover.move("totals", 3 * Long.BYTES);
        for (int kind = 0; kind < 2; kind++) {
            mover.move("totals.pairs", Double.BYTES);
            mover.move("totals.time", Long.BYTES);
        }
    }

    /** The numbers of a row in the order of {@link RowBlocks}. */
    private static void row(Mover mover) {
        mover.move("counts", 3 * Long.BYTES);
        mover.move("decayed", 5 * Double.BYTES);
        mover.move("time", Long.BYTES);
        for (String kind : List.of("clicked.", "carted.")) {
            mover.move(kind + "second", Double.BYTES);
            mover.move(kind + "second_time", Long.BYTES);
            mover.move(kind + "first", Double.BYTES);
            int size = ByteBuffer.wrap(mover.move(kind + "sizes", Integer.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getInt();
            mover.move(kind + "partners", Math.multiplyExact(size, Integer.BYTES));
            mover.move(kind + "pairs", Math.multiplyExact(size, Double.BYTES));
            mover.move(kind + "first_time", Long.BYTES);
        }
    }

    private Mover from(ByteBuffer rows) {
        return (column, bytes) -> {
            byte[] moved = new byte[bytes];
            rows.get(moved);
            columns.get(column).writeBytes(moved);
            return moved;
        };
    }

    private static Mover to(ByteArrayOutputStream rows, Map<String, ByteBuffer> columns) {
        return (column, bytes) -> {
            ByteBuffer from = columns.get(column);
            if (bytes < 0 || bytes > from.remaining()) {
                throw new IllegalArgumentException("column " + column + " is too short");
            }
            byte[] moved = new byte[bytes];
            from.get(moved);
            rows.writeBytes(moved);
            return moved;
        };
    }

    private static byte[] bytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }
}
