package dev.freshet.model.checkpoint;

import dev.freshet.core.block.Block;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The blocks of one version by name. */
public final class BlockSource {

    private final Map<String, Block> blocks = new HashMap<>();

    /** @throws CorruptBlockException naming a block that occurs twice */
    public BlockSource(List<Block> blocks) {
        for (Block block : blocks) {
            if (this.blocks.put(block.name(), block) != null) {
                throw new CorruptBlockException(block.name(), "comes twice");
            }
        }
    }

    boolean has(String name) {
        return blocks.containsKey(name);
    }

    /**
     * Reads the whole body of a block.
     *
     * @throws CorruptBlockException when the block is missing or damaged, or the reader leaves a part of the body
     *     unread
     */
    <T> T read(String name, Function<ByteBuffer, T> reader) {
        Block block = blocks.get(name);
        if (block == null) {
            throw new CorruptBlockException(name, "is missing");
        }
        ByteBuffer body = BlockEnvelope.open(block);
        T value;
        try {
            value = reader.apply(body);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CorruptBlockException(name, "cannot be read: " + e);
        }
        if (body.hasRemaining()) {
            throw new CorruptBlockException(name, "has " + body.remaining() + " bytes too many");
        }
        return value;
    }
}
