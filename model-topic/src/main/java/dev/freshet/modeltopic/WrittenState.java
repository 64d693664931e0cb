package dev.freshet.modeltopic;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.BlockRef;
import dev.freshet.schemas.ModelManifest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What topic trainer-state holds: its live keys, and the blocks that this writer published last. Not thread-safe. */
final class WrittenState {

    private final Set<String> keys;
    private final Map<String, Block> blocks = new HashMap<>();
    private final Map<String, BlockRef> refs = new HashMap<>();

    /** @param keys that have a value, written by other writers */
    WrittenState(Collection<String> keys) {
        this.keys = new LinkedHashSet<>(keys);
    }

    Collection<String> keys() {
        return List.copyOf(keys);
    }

    /** Where a block stands whose name and content are those of the last publication. */
    Optional<BlockRef> ref(Block block) {
        Block before = blocks.get(block.name());
        boolean unchanged = before != null && Arrays.equals(before.data(), block.data());
        return unchanged ? Optional.of(refs.get(block.name())) : Optional.empty();
    }

    /** Takes over a record that was committed. */
    void accept(String key, boolean hasValue) {
        keys.remove(key);
        if (hasValue) {
            keys.add(key);
        }
    }

    /** Takes over the blocks of a publication that was committed. */
    void published(List<Block> trainerBlocks, ModelManifest manifest) {
        blocks.clear();
        refs.clear();
        trainerBlocks.forEach(block -> blocks.put(block.name(), block));
        manifest.getTrainerBlocks().forEach(ref -> refs.put(ref.getBlock(), ref));
    }
}
