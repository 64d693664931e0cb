package dev.freshet.model.checkpoint;

import dev.freshet.core.block.Block;
import dev.freshet.core.hash.Sha256;
import java.util.List;

/** A fingerprint of blocks: SHA-256 over their names and data, hexadecimal. Equal weights have equal ones. */
public final class BlockDigest {

    private BlockDigest() {}

    /** The fingerprint of blocks in this order, that of a version's manifest. */
    public static String of(List<Block> blocks) {
        Sha256 digest = new Sha256();
        blocks.forEach(block -> digest.add(block.name()).add(block.data()));
        return digest.hex();
    }
}
