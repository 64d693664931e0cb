package dev.freshet.model.checkpoint;

import dev.freshet.core.block.Block;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A vector of float32 in pieces {@code SECTION/0}, {@code SECTION/1}, ...: int64 index of the first element, int32
 * count, the elements. All pieces except the last have the same size, so a vector may grow without a change to its full
 * pieces.
 */
final class FloatBlocks {

    private static final int HEAD = Long.BYTES + Integer.BYTES;
    private static final int MAX_FLOATS = (Block.MAX_BYTES - BlockEnvelope.OVERHEAD - HEAD) / Float.BYTES;
    private static final int MAX_ROWS = 1024;

    private final String section;
    private final int piece;

    private FloatBlocks(String section, int piece) {
        this.section = section;
        this.piece = piece;
    }

    static FloatBlocks vector(String section) {
        return new FloatBlocks(section, MAX_FLOATS);
    }

    /** Pieces of whole rows: 1,024, or the largest power of two that fits. */
    static FloatBlocks rows(String section, int dim) {
        return new FloatBlocks(section, dim * Math.min(MAX_ROWS, Integer.highestOneBit(MAX_FLOATS / dim)));
    }

    /** Appends the blocks of {@code source}, which holds float32 little-endian. */
    void write(ByteBuffer source, List<Block> blocks) {
        int floats = source.remaining() / Float.BYTES;
        for (int first = 0; first < floats; first += piece) {
            int count = Math.min(piece, floats - first);
            ByteBuffer body = ByteBuffer.allocate(HEAD + count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            body.putLong(first).putInt(count);
            body.put(source.slice(source.position() + first * Float.BYTES, count * Float.BYTES));
            blocks.add(BlockEnvelope.seal(name(first), body.flip()));
        }
    }

    /** Fills {@code target}, which takes float32 little-endian, from the blocks. */
    void read(BlockSource blocks, ByteBuffer target) {
        int floats = target.remaining() / Float.BYTES;
        for (int first = 0; first < floats; first += piece) {
            int at = first;
            int count = Math.min(piece, floats - first);
            blocks.read(name(first), body -> {
                if (body.getLong() != at || body.getInt() != count) {
                    throw new IllegalArgumentException("expected " + count + " elements from " + at);
                }
                byte[] elements = new byte[count * Float.BYTES];
                body.get(elements);
                return target.put(elements);
            });
        }
    }

    private String name(int first) {
        return section + "/" + first / piece;
    }
}
