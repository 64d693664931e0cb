package dev.freshet.modeltopic;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.BlockRef;
import dev.freshet.schemas.ModelBlock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The live blocks of one model in one topic, in order of arrival. A later value or tombstone replaces a key's block. */
final class BlockStore {

    /** The checksum is computed once, since every manifest that names the block is checked against it. */
    private record Stored(Block block, long checksum) {}

    private final String model;
    private final Map<String, Stored> blocks = new LinkedHashMap<>();

    BlockStore(String model) {
        this.model = model;
    }

    /** @throws IllegalArgumentException when the record is larger than a block may be */
    void put(String key, ModelBlock value) {
        Block block = new Block(value.getBlock(), bytes(value.getData()));
        blocks.put(key, new Stored(block, block.checksum()));
    }

    void remove(String key) {
        blocks.remove(key);
    }

    List<String> keys() {
        return List.copyOf(blocks.keySet());
    }

    /** Why some of these blocks are missing or damaged; empty when all are intact. */
    Optional<String> fault(List<BlockRef> refs) {
        return refs.stream().map(this::fault).flatMap(Optional::stream).findFirst();
    }

    /** The blocks, in order; call it only when there is no {@link #fault}. */
    List<Block> get(List<BlockRef> refs) {
        List<Block> found = new ArrayList<>(refs.size());
        refs.forEach(ref -> found.add(blocks.get(key(ref)).block()));
        return found;
    }

    private Optional<String> fault(BlockRef ref) {
        Stored stored = blocks.get(key(ref));
        if (stored == null) {
            return Optional.of("block " + key(ref) + " is missing");
        }
        int length = stored.block().data().length;
        if (length != ref.getLength()) {
            return Optional.of("block " + key(ref) + " has " + length + " bytes, the manifest says " + ref.getLength());
        }
        if (stored.checksum() != ref.getChecksum()) {
            return Optional.of("block " + key(ref) + " has CRC-32C " + Long.toHexString(stored.checksum())
                    + ", the manifest says " + Long.toHexString(ref.getChecksum()));
        }
        return Optional.empty();
    }

    /** The buffer's own array if it holds nothing else, otherwise a copy. */
    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer.hasArray() && buffer.arrayOffset() == 0 && buffer.remaining() == buffer.array().length) {
            return buffer.array();
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    private String key(BlockRef ref) {
        return ModelKeys.block(model, ref.getBlock(), ref.getVersion());
    }
}
