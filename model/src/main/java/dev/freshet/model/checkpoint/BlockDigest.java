package dev.freshet.model.checkpoint;

import dev.freshet.core.block.Block;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A fingerprint of blocks: SHA-256 over their names and data, hexadecimal. Equal weights have equal ones. */
public final class BlockDigest {

    private BlockDigest() {}

    /** The fingerprint of blocks in this order, that of a version's manifest. */
    public static String of(List<Block> blocks) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Block block : blocks) {
                digest.update(block.name().getBytes(StandardCharsets.UTF_8));
                digest.update(block.data());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
