package dev.freshet.model.checkpoint;

import dev.freshet.core.block.Block;
import dev.freshet.model.network.ParameterSpecs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The envelope of a {@link Block}: int32 {@code 0x31425246} ("FRB1"), a body, int32 CRC-32C over the block's name in
 * UTF-8, the magic and the body. All numbers in blocks are little-endian. Bodies:
 *
 * <ul>
 *   <li>{@code config}: see {@link CheckpointHeader}
 *   <li>{@code dense/MODULE/K}, {@code table/TABLE/K} and, after {@code optimizer/first/} or {@code optimizer/second/},
 *       the same of a moment: see {@link FloatBlocks}
 *   <li>{@code vocabulary/TABLE/K}: see {@link VocabularyBlocks}
 *   <li>{@code optimizer/steps}: int32 count; for each parameter, dense ones in the order of {@link ParameterSpecs}, then items
 *       and contexts, int64 steps
 * </ul>
 */
final class BlockEnvelope {

    /** Bytes of a block around its body. */
    static final int OVERHEAD = 2 * Integer.BYTES;

    private static final int MAGIC = 0x31425246;

    private BlockEnvelope() {}

    static Block seal(String name, ByteBuffer body) {
        ByteBuffer frame = ByteBuffer.allocate(body.remaining() + OVERHEAD).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(MAGIC).put(body.duplicate());
        frame.putInt(checksum(name, frame.array(), frame.position()));
        return new Block(name, frame.array());
    }

    /**
     * The body.
     *
     * @throws CorruptBlockException when the magic or the checksum is wrong
     */
    static ByteBuffer open(Block block) {
        ByteBuffer frame = ByteBuffer.wrap(block.data()).order(ByteOrder.LITTLE_ENDIAN);
        int end = frame.limit() - Integer.BYTES;
        if (end < Integer.BYTES || frame.getInt(0) != MAGIC) {
            throw new CorruptBlockException(block.name(), "is not a block of this format");
        }
        if (frame.getInt(end) != checksum(block.name(), block.data(), end)) {
            throw new CorruptBlockException(block.name(), "does not match its checksum");
        }
        return frame.slice(Integer.BYTES, end - Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int checksum(String name, byte[] data, int length) {
        CRC32C crc = new CRC32C();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        crc.update(data, 0, length);
        return (int) crc.getValue();
    }
}
