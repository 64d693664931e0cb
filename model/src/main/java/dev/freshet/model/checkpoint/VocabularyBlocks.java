package dev.freshet.model.checkpoint;

import dev.freshet.core.block.Block;
import dev.freshet.core.example.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A vocabulary in pieces {@code SECTION/0}, {@code SECTION/1}, ...: int32 row of the first id, int32 count, and each id
 * as int32 length and UTF-8. A piece is full at 1,024 ids or when the next would not fit, so new ids do not change full
 * pieces.
 */
public final class VocabularyBlocks {

    private static final int MAX_IDS = 1024;
    private static final int MAX_BODY = Block.MAX_BYTES - BlockEnvelope.OVERHEAD;

    private VocabularyBlocks() {}

    /**
     * Appends the blocks of a vocabulary.
     *
     * @throws IllegalArgumentException naming the section when an id is larger than a block
     */
    public static void write(String section, Vocabulary vocabulary, List<Block> blocks) {
        List<String> ids = vocabulary.ids();
        int piece = 0;
        for (int first = 0; first < ids.size(); piece++) {
            ByteBuffer body = ByteBuffer.allocate(MAX_BODY).order(ByteOrder.LITTLE_ENDIAN);
            body.putInt(first + 1).putInt(0);
            int next = first;
            while (next < ids.size() && next - first < MAX_IDS && append(body, ids.get(next))) {
                next++;
            }
            if (next == first) {
                throw new IllegalArgumentException(
                        section + ": an id of " + ids.get(first).length() + " characters does not fit a block of "
                                + Block.MAX_BYTES + " bytes");
            }
            body.putInt(Integer.BYTES, next - first);
            blocks.add(BlockEnvelope.seal(section + "/" + piece, body.flip()));
            first = next;
        }
    }

    /**
     * Reads the vocabulary of {@code size} rows, row 0 included.
     *
     * @throws CorruptBlockException naming the block that is missing or damaged
     */
    public static Vocabulary read(String section, int size, BlockSource blocks) {
        List<String> ids = new ArrayList<>();
        for (int piece = 0; ids.size() + 1 < size; piece++) {
            List<String> read = blocks.read(section + "/" + piece, body -> ids(body, ids.size() + 1, size));
            ids.addAll(read);
        }
        return new Vocabulary(ids);
    }

    private static boolean append(ByteBuffer body, String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        if (body.remaining() < Integer.BYTES + bytes.length) {
            return false;
        }
        body.putInt(bytes.length).put(bytes);
        return true;
    }

    private static List<String> ids(ByteBuffer body, int row, int size) {
        int first = body.getInt();
        int count = body.getInt();
        if (first != row || count < 1 || count > size - row) {
            throw new IllegalArgumentException(
                    "rows " + first + " to " + (first + count - 1) + " do not continue at " + row + " below " + size);
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = body.getInt();
            if (length < 0 || length > body.remaining()) {
                throw new IllegalArgumentException("an id of " + length + " bytes");
            }
            byte[] bytes = new byte[length];
            body.get(bytes);
            ids.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return ids;
    }
}
