package dev.freshet.modeltopic;

import dev.freshet.schemas.BlockRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The live blocks of one model in one topic, in order of arrival: a later value or tombstone of a key replaces it. */
final class BlockStore {

    private final String model;
    private final Map<String, NamedBlock> blocks = new LinkedHashMap<>();

    BlockStore(String model) {
        this.model = model;
    }

    void put(String key, NamedBlock block) {
        blocks.put(key, block);
    }

    void remove(String key) {
        blocks.remove(key);
    }

    List<String> keys() {
        return List.copyOf(blocks.keySet());
    }

    /** Why these blocks cannot all be had, or empty when they can. */
    Optional<String> fault(List<BlockRef> refs) {
        return refs.stream().map(this::fault).flatMap(Optional::stream).findFirst();
    }

    /** The blocks, in order; call it only when there is no {@link #fault}. */
    List<NamedBlock> get(List<BlockRef> refs) {
        List<NamedBlock> found = new ArrayList<>(refs.size());
        refs.forEach(ref -> found.add(blocks.get(key(ref))));
        return found;
    }

    private Optional<String> fault(BlockRef ref) {
        NamedBlock block = blocks.get(key(ref));
        if (block == null) {
            return Optional.of("block " + key(ref) + " is missing");
        }
        if (block.data().length != ref.getLength()) {
            return Optional.of("block " + key(ref) + " has " + block.data().length + " bytes, the manifest says "
                    + ref.getLength());
        }
        if (block.checksum() != ref.getChecksum()) {
            return Optional.of("block " + key(ref) + " has CRC-32C " + Long.toHexString(block.checksum())
                    + ", the manifest says " + Long.toHexString(ref.getChecksum()));
        }
        return Optional.empty();
    }

    private String key(BlockRef ref) {
        return ModelKeys.block(model, ref.getBlock(), ref.getVersion());
    }
}
