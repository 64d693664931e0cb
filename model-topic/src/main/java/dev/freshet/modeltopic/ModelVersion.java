package dev.freshet.modeltopic;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.ModelManifest;
import java.util.List;

/**
 * A model version that is whole: its manifest, and every block that the manifest names, in the manifest's order and
 * with the checksum and length that it states.
 */
public record ModelVersion(ModelManifest manifest, List<Block> blocks) {

    public ModelVersion {
        blocks = List.copyOf(blocks);
    }

    /** The trained step count. */
    public long version() {
        return manifest.getVersion();
    }
}
